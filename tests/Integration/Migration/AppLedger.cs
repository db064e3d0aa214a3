namespace Integration.Migration;

/// <summary>What the small application saw.</summary>
/// <param name="Acknowledged">Keys of the writes that were answered with success.</param>
/// <param name="Refused">Writes that failed.</param>
/// <param name="FailedReads">Reads that failed although the connection had just been validated.</param>
/// <param name="LongestGapMs">Longest time between two acknowledged writes.</param>
internal sealed record AppLedger(IReadOnlyCollection<string> Acknowledged, int Refused, int Reads, IReadOnlyList<string> FailedReads, double LongestGapMs)
{
    public override string ToString() => $"{Acknowledged.Count} writes acknowledged, {Refused} refused, {Reads} reads, {FailedReads.Count} failed; longest gap between writes {LongestGapMs:0.0} ms";

    /// <summary>Not one read failed, although every session was ended under load: they were validated at the gate.</summary>
    public void AssertReadsHeld() => Assert.True(FailedReads.Count == 0 && Reads > 0, $"{ToString()}: {string.Join(" | ", FailedReads.Take(5))}");
}
