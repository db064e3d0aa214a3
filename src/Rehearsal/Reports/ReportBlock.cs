namespace Rehearsal.Reports;

/// <summary>A piece of a report, without a rendering: the page and the Markdown file say the same because they are made of the same blocks.</summary>
internal abstract record ReportBlock;
