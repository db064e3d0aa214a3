namespace Rehearsal.Judging;

/// <summary>Ordered from good to bad: the worst of all findings is the rehearsal's verdict.</summary>
public enum Verdict
{
    Passed,

    /// <summary>Too few samples, or a check that could not run: nothing is proven, so it is not a go.</summary>
    Inconclusive,
    Failed,
}
