namespace LoadTests.Scenarios.ConnectionPool;

/// <summary>
/// Watches one request chain of a run: three failures in a row are an outage, the next success is the recovery.
/// One per run; its users may be several.
/// </summary>
internal sealed class RecoveryMonitor
{
    public const int FailuresOfAnOutage = 3;

    private readonly Lock gate = new();
    private int failures;
    private long since;

    /// <summary>Takes one look.</summary>
    /// <param name="started">When it was sent, Unix microseconds.</param>
    /// <param name="ended">When it was answered.</param>
    /// <returns>What this look changed; null for nothing.</returns>
    public PoolEvent? Observe(bool ok, long started, long ended)
    {
        lock (gate)
        {
            if (!ok)
            {
                since = failures == 0 ? started : since;
                failures++;
                return failures == FailuresOfAnOutage ? new PoolEvent(Recovered: false, (ended - since) / 1000.0) : null;
            }

            var recovered = failures >= FailuresOfAnOutage ? new PoolEvent(Recovered: true, (ended - since) / 1000.0) : null;
            failures = 0;
            return recovered;
        }
    }
}
