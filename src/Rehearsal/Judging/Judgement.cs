namespace Rehearsal.Judging;

/// <summary>verdict.json: the worst finding decides.</summary>
public sealed record Judgement(string RunId, Verdict Verdict, IReadOnlyList<Finding> Findings)
{
    public static Judgement Of(string runId, IReadOnlyList<Finding> findings) =>
        // No finding at all proves nothing.
        new(runId, findings.Count == 0 ? Verdict.Inconclusive : findings.Max(finding => finding.Verdict), findings);
}
