using Rehearsal.History;
using Rehearsal.Judging;

namespace Rehearsal.Reports;

/// <summary>Writes verdict.json, report.md and report.html into a run folder, from its history alone.</summary>
internal static class ReportWriter
{
    public static void Write(RunFolder folder, RehearsalHistory history, Judgement judgement)
    {
        var report = ReportBuilder.Build(history, judgement);
        RunFolder.WriteDocument(folder.VerdictFile, judgement);
        File.WriteAllText(folder.MarkdownReport, MarkdownReport.Render(report));
        File.WriteAllText(folder.HtmlReport, HtmlReport.Render(report));
    }
}
