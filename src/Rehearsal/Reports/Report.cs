using Rehearsal.Judging;

namespace Rehearsal.Reports;

internal sealed record Report(string Title, Verdict Verdict, string Summary, IReadOnlyList<ReportBlock> Blocks)
{
    public string Decision => Verdict == Verdict.Passed ? "GO" : "NO-GO";
}
