using System.Net;
using System.Text;
using Rehearsal.Judging;

namespace Rehearsal.Reports;

/// <summary>One self-contained page: no script, no request, readable in ten years.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2430;--soft:#5c6675;--line:#d9dee6;--paper:#fff;--card:#f6f8fb;--good:#1a7f4b;--bad:#c0362c;--unsure:#a86700}
        @media(prefers-color-scheme:dark){:root{--ink:#e5e9f0;--soft:#9aa5b5;--line:#333c4a;--paper:#12161d;--card:#1a202a;--good:#4cc38a;--bad:#ff8a7d;--unsure:#e5ad4f}}
        body{font:15px/1.55 system-ui,"Noto Sans","Apple SD Gothic Neo","Noto Sans KR",sans-serif;color:var(--ink);background:var(--paper);max-width:1080px;margin:2rem auto;padding:0 1.2rem}
        h1{font-size:1.5rem;margin:0 0 .2rem}h2{font-size:1.1rem;margin:2.2rem 0 .6rem}
        .banner{border-left:.5rem solid;padding:.8rem 1.2rem;background:var(--card);border-radius:.3rem}
        .banner b{font-size:1.9rem;letter-spacing:.03em;margin-right:.7rem}
        .Passed{color:var(--good)}.Failed{color:var(--bad)}.Inconclusive{color:var(--unsure)}.banner p{color:var(--ink);margin:.2rem 0 0}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;vertical-align:top;padding:.35rem .7rem;border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:600;white-space:nowrap}
        td.verdict{font-weight:700}pre{background:var(--card);padding:.8rem 1rem;border-radius:.3rem;overflow-x:auto}
        figure{margin:1.2rem 0}figure svg{width:100%;height:auto;background:#fff;border-radius:.3rem}figcaption{color:var(--soft);font-size:.9rem}
        """;

    public static string Render(Report report)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
            .Append(Encode($"{report.Decision} · {report.Title}")).Append("</title><style>\n").Append(Style).Append("\n</style></head><body>\n<h1>")
            .Append(Encode(report.Title)).Append("</h1>\n<div class=\"banner ").Append(report.Verdict).Append("\"><b>").Append(report.Decision).Append("</b>")
            .Append(report.Verdict).Append("<p>").Append(Encode(report.Summary)).Append("</p></div>\n");
        foreach (var block in report.Blocks)
        {
            Append(page, block);
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static void Append(StringBuilder page, ReportBlock block)
    {
        switch (block)
        {
            case Heading heading:
                page.Append("<h2>").Append(Encode(heading.Text)).Append("</h2>\n");
                break;
            case Paragraph paragraph:
                page.Append("<p>").Append(Encode(paragraph.Text)).Append("</p>\n");
                break;
            case BulletList list:
                page.Append("<ul>").AppendJoin("", list.Items.Select(item => $"<li>{Encode(item)}</li>")).Append("</ul>\n");
                break;
            case CodeLines code:
                page.Append("<pre>").AppendJoin('\n', code.Lines.Select(Encode)).Append("</pre>\n");
                break;
            case Grid grid:
                page.Append("<div class=\"scroll\"><table><thead><tr>").AppendJoin("", grid.Columns.Select(column => $"<th>{Encode(column)}</th>")).Append("</tr></thead><tbody>\n");
                foreach (var row in grid.Rows)
                {
                    page.Append("<tr>").AppendJoin("", row.Cells.Select((cell, index) => index == 0 ? FirstCell(cell, row.Verdict) : $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
                }

                page.Append("</tbody></table></div>\n");
                break;
            case Chart chart:
                // The picture is our own drawing, not text from outside.
                page.Append("<figure>").Append(chart.Svg).Append("<figcaption>").Append(Encode(chart.Caption)).Append("</figcaption></figure>\n");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "unknown block");
        }
    }

    private static string FirstCell(string cell, Verdict? verdict) =>
        verdict is null ? $"<td>{Encode(cell)}</td>" : $"<td class=\"verdict {verdict}\">{Encode(cell)}</td>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
