namespace LoadTests.History;

/// <summary>A stretch in which the load generator itself did not run on time. What was late then may be our fault, not the service's.</summary>
/// <param name="From">Unix microseconds.</param>
/// <param name="To">Unix microseconds.</param>
/// <param name="GcMs">How much of it the garbage collector stopped us.</param>
public sealed record OwnStall(long From, long To, double GcMs)
{
    public double Ms => (To - From) / 1000.0;

    public bool Overlaps(long from, long to) => from < To && to > From;
}
