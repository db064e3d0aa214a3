namespace Rehearsal.Judging;

/// <summary>What one check concluded.</summary>
/// <param name="Check">The check's name; stable, tests and reports quote it.</param>
/// <param name="Measured">What was measured, in words and numbers.</param>
/// <param name="Expected">The bar it was held against.</param>
/// <param name="Evidence">Single observations that explain the verdict, the worst first, at most some dozens.</param>
public sealed record Finding(string Check, Verdict Verdict, string Measured, string Expected, IReadOnlyList<string> Evidence)
{
    public static Finding Passed(string check, string measured, string expected, params IEnumerable<string> evidence) =>
        new(check, Verdict.Passed, measured, expected, [.. evidence]);

    public static Finding Inconclusive(string check, string measured, string expected, params IEnumerable<string> evidence) =>
        new(check, Verdict.Inconclusive, measured, expected, [.. evidence]);

    public static Finding Failed(string check, string measured, string expected, params IEnumerable<string> evidence) =>
        new(check, Verdict.Failed, measured, expected, [.. evidence]);
}
