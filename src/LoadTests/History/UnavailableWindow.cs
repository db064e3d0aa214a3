namespace LoadTests.History;

/// <summary>A time in which a write could not be got through: from the first refused send to the first acknowledged write sent after the last refused one.</summary>
/// <param name="From">Unix microseconds.</param>
/// <param name="To">Unix microseconds.</param>
/// <param name="Failed">Writes that failed in it.</param>
/// <param name="Open">No write was acknowledged after it: it ends with the recording, not with a recovery.</param>
public sealed record UnavailableWindow(long From, long To, int Failed, bool Open)
{
    public double Ms => (To - From) / 1000.0;
}
