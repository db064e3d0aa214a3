using System.Diagnostics.Metrics;
using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Metrics;

/// <summary>
/// The metrics of one run. Every observation goes to an instrument of System.Diagnostics.Metrics under the operators' name
/// (so that any exporter sees it) and into our own aggregation (so that the result does not depend on an exporter).
/// </summary>
internal sealed class MetricSet : IDisposable
{
    public const string MeterName = "Doktori.LoadTests";

    private static readonly KeyValuePair<string, object?> Good = new("ok", true);
    private static readonly KeyValuePair<string, object?> Bad = new("ok", false);

    private readonly Meter meter = new(MeterName);
    private readonly Dictionary<string, MetricState> states;
    private readonly IReadOnlyList<MetricPlan> plans;
    private readonly IReadOnlyList<IMetricSink> sinks;

    public MetricSet(IEnumerable<MetricPlan> metrics, params IReadOnlyList<IMetricSink> sinks)
    {
        plans = [.. metrics];
        this.sinks = sinks;
        states = plans.ToDictionary(metric => metric.Name, metric => new MetricState(metric, meter), StringComparer.Ordinal);
    }

    public void Add(MetricPlan rate, bool good)
    {
        var state = Of(rate, MetricKind.Rate);
        state.Counter!.Add(1, good ? Good : Bad);
        Interlocked.Increment(ref state.Observations);
        if (good)
        {
            Interlocked.Increment(ref state.Total);
        }

        Publish(rate, good ? 1 : 0);
    }

    public void Count(MetricPlan counter, long by = 1)
    {
        var state = Of(counter, MetricKind.Counter);
        state.Counter!.Add(by);
        Interlocked.Increment(ref state.Observations);
        Interlocked.Add(ref state.Total, by);
        Publish(counter, by);
    }

    /// <summary>One more of the part that the tag names, and so of the whole.</summary>
    public void Count(MetricPlan counter, MetricTag tag)
    {
        var state = Of(counter, MetricKind.Counter);
        state.Counter!.Add(1, new KeyValuePair<string, object?>(tag.Name, tag.Value));
        Interlocked.Increment(ref state.Observations);
        Interlocked.Increment(ref state.Total);
        foreach (var sink in sinks)
        {
            sink.Observe(counter, 1, tag);
        }
    }

    /// <summary>A time into the trend, and the same request's time since its intended send into the twin.</summary>
    public void Record(MetricPlan trend, double serviceMs, double sinceIntendedMs)
    {
        Record(trend, serviceMs);
        Record(states[trend.Name + CommonMetrics.SinceIntendedSuffix].Plan, sinceIntendedMs);
    }

    public void Record(MetricPlan trend, double milliseconds)
    {
        var state = Of(trend, MetricKind.Trend);
        state.Histogram!.Record(milliseconds);
        state.Trend!.Record(milliseconds);
        Publish(trend, milliseconds);
    }

    public void Set(MetricPlan gauge, double value)
    {
        var state = Of(gauge, MetricKind.Gauge);
        Interlocked.Increment(ref state.Observations);
        Volatile.Write(ref state.Last, value);
        Publish(gauge, value);
    }

    /// <summary>A gauge that keeps the largest value it was given.</summary>
    public void SetToMax(MetricPlan gauge, double value)
    {
        var state = Of(gauge, MetricKind.Gauge);
        if (Interlocked.Read(ref state.Observations) == 0 || value > Volatile.Read(ref state.Last))
        {
            Set(gauge, value);
        }
    }

    public long Total(MetricPlan counter) => Interlocked.Read(ref Of(counter, MetricKind.Counter).Total);

    /// <summary>In the order of the plan.</summary>
    public IReadOnlyList<MetricSummary> Summaries() => [.. plans.Select(metric => states[metric.Name].Summary())];

    public void Dispose() => meter.Dispose();

    private void Publish(MetricPlan metric, double value)
    {
        foreach (var sink in sinks)
        {
            sink.Observe(metric, value);
        }
    }

    private MetricState Of(MetricPlan metric, MetricKind kind) =>
        states.TryGetValue(metric.Name, out var state) && state.Plan.Kind == kind
            ? state
            : throw new InvalidOperationException($"the plan has no {kind} {metric.Name}");
}
