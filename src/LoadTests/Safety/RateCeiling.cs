namespace LoadTests.Safety;

/// <summary>At most so many requests a second over all virtual users; evenly spaced once the ceiling is reached. Thread-safe.</summary>
internal sealed class RateCeiling(int perSecond)
{
    /// <summary>Against production, unless told otherwise: about twice what the busiest scenario sends.</summary>
    public const int ForProduction = 200;

    // Users who happen to send at the same moment are no burst worth delaying.
    private const long Burst = 100_000;

    private readonly Lock gate = new();
    private readonly long step = 1_000_000 / perSecond;
    private long next;
    private long delayed;

    public int PerSecond => perSecond;

    /// <summary>Requests that had to wait.</summary>
    public long Delayed => Interlocked.Read(ref delayed);

    /// <param name="now">Unix microseconds.</param>
    /// <returns>How long the caller must wait before it sends, in microseconds; 0 for not at all.</returns>
    public long Take(long now)
    {
        lock (gate)
        {
            next = Math.Max(next, now - Burst) + step;
            var wait = next - step - now;
            if (wait <= 0)
            {
                return 0;
            }

            delayed++;
            return wait;
        }
    }
}
