namespace Rehearsal.Judging;

/// <summary>verdict.json: the worst finding decides.</summary>
/// <param name="EndedBy">What ended the rehearsal before its last act: the one reason to read first. Null when everything planned was played.</param>
/// <param name="Unmet">The checks that did not pass, in the order of the findings; empty when the verdict is Passed.</param>
public sealed record Judgement(string RunId, Verdict Verdict, string? EndedBy, IReadOnlyList<string> Unmet, IReadOnlyList<Finding> Findings)
{
    public static Judgement Of(string runId, IReadOnlyList<Finding> findings, string? endedBy = null) => new(
        runId,
        // No finding at all proves nothing.
        findings.Count == 0 ? Verdict.Inconclusive : findings.Max(finding => finding.Verdict),
        endedBy,
        [.. findings.Where(finding => finding.Verdict != Verdict.Passed).Select(finding => finding.Check)],
        findings);

    /// <summary>
    /// Findings that a reader should see one by one. A rehearsal that ended early leaves nearly every check unproven, and each would say so at
    /// length: those are <see cref="Unmeasured"/> then, and stand in one line.
    /// </summary>
    public IEnumerable<Finding> Telling() => Findings.Where(finding => !IsUnmeasured(finding));

    /// <summary>The checks that prove nothing only because the rehearsal ended early.</summary>
    public IReadOnlyList<string> Unmeasured() => [.. Findings.Where(IsUnmeasured).Select(finding => finding.Check)];

    private bool IsUnmeasured(Finding finding) => EndedBy is not null && finding.Verdict == Verdict.Inconclusive;
}
