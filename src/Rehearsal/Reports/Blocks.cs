using Rehearsal.Judging;

namespace Rehearsal.Reports;

internal sealed record Heading(string Text) : ReportBlock;

internal sealed record Paragraph(string Text) : ReportBlock;

internal sealed record BulletList(IReadOnlyList<string> Items) : ReportBlock;

internal sealed record CodeLines(IReadOnlyList<string> Lines) : ReportBlock;

/// <summary>A table; the first cell of a row may carry a verdict's colour.</summary>
internal sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<GridRow> Rows) : ReportBlock;

internal sealed record GridRow(IReadOnlyList<string> Cells, Verdict? Verdict = null);

/// <summary>A picture with the sentence that says what it shows; only the page draws it.</summary>
internal sealed record Chart(string Svg, string Caption) : ReportBlock;
