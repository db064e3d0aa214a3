using System.Diagnostics.Metrics;

namespace FakeDoktoriApi.Pool;

/// <summary>The pool's numbers under the names Micrometer gives HikariCP's, which the operators' dashboard reads.</summary>
internal sealed class PoolMetrics
{
    private static readonly double[] _bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5];

    private readonly KeyValuePair<string, object?> _pool;
    private readonly Histogram<double> _acquire;
    private readonly Histogram<double> _usage;
    private readonly Histogram<double> _creation;
    private readonly Counter<long> _closed;
    private long _timeouts;

    public PoolMetrics(Meter meter, PoolOptions options, Func<PoolSnapshot> snapshot)
    {
        _pool = new("pool", options.PoolName);
        _acquire = Seconds("hikaricp_connections_acquire_seconds", "Time a caller waited for a connection.");
        _usage = Seconds("hikaricp_connections_usage_seconds", "Time a connection was in use.");
        _creation = Seconds("hikaricp_connections_creation_seconds", "Time to open a connection.");

        // Observed, not counted up, so that it is there as 0 from the first scrape: a rate over a counter that appears with its first event misses it.
        meter.CreateObservableCounter(
            "hikaricp_connections_timeout", () => new Measurement<long>(Volatile.Read(ref _timeouts), _pool), null, "Callers that got no connection in time.");
        _closed = meter.CreateCounter<long>("hikaricp_connections_closed", null, "Connections closed, by reason.");
        Gauge("hikaricp_connections", "Connections, idle and active.", () => snapshot().Total);
        Gauge("hikaricp_connections_active", "Connections in use.", () => snapshot().Active);
        Gauge("hikaricp_connections_idle", "Connections ready for use.", () => snapshot().Idle);
        Gauge("hikaricp_connections_pending", "Callers waiting for a connection.", () => snapshot().Pending);
        Gauge("hikaricp_connections_max", "Connections at most.", () => options.MaximumPoolSize);
        Gauge("hikaricp_connections_min", "Idle connections that are kept ready.", () => options.MinimumIdle);

        Histogram<double> Seconds(string name, string description) =>
            meter.CreateHistogram(name, "s", description, advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = _bounds });

        void Gauge(string name, string description, Func<int> observe) =>
            meter.CreateObservableGauge(name, () => new Measurement<int>(observe(), _pool), null, description);
    }

    public void Acquired(TimeSpan waited) => _acquire.Record(waited.TotalSeconds, _pool);

    public void Used(TimeSpan inUse) => _usage.Record(inUse.TotalSeconds, _pool);

    public void Created(TimeSpan took) => _creation.Record(took.TotalSeconds, _pool);

    public void TimedOut() => Interlocked.Increment(ref _timeouts);

    public void Closed(CloseReason reason) => _closed.Add(1, _pool, new("reason", reason.ToString()));
}
