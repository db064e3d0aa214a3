using System.Text;

namespace Rehearsal.Reports;

internal static class MarkdownReport
{
    public static string Render(Report report)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escape(report.Title)).Append("\n\n**").Append(report.Decision).Append("** (").Append(report.Verdict).Append("). ")
            .Append(Escape(report.Summary)).Append('\n');
        foreach (var block in report.Blocks)
        {
            Append(text, block);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append("\n## ").Append(Escape(heading.Text)).Append('\n');
                break;
            case Paragraph paragraph:
                text.Append('\n').Append(Escape(paragraph.Text)).Append('\n');
                break;
            case BulletList list:
                text.Append('\n');
                foreach (var item in list.Items)
                {
                    text.Append("- ").Append(Escape(item)).Append('\n');
                }

                break;
            case CodeLines code:
                text.Append("\n```bash\n").AppendJoin('\n', code.Lines).Append("\n```\n");
                break;
            case Grid grid:
                text.Append("\n| ").AppendJoin(" | ", grid.Columns.Select(Escape)).Append(" |\n|").Insert(text.Length, "---|", grid.Columns.Count).Append('\n');
                foreach (var row in grid.Rows)
                {
                    text.Append("| ").AppendJoin(" | ", row.Cells.Select(Escape)).Append(" |\n");
                }

                break;
            case Chart:
                // Pictures are for the page; the numbers behind them stand in the tables.
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "unknown block");
        }
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
