using System.Diagnostics.Metrics;
using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Metrics;

/// <summary>What one metric has come to, and its instrument.</summary>
internal sealed class MetricState
{
    public long Observations;
    public long Total;
    public double Last;

    public MetricState(MetricPlan plan, Meter meter)
    {
        Plan = plan;
        switch (plan.Kind)
        {
            case MetricKind.Rate:
            case MetricKind.Counter:
                Counter = meter.CreateCounter<long>(plan.Name);
                break;
            case MetricKind.Trend:
                Histogram = meter.CreateHistogram<double>(plan.Name, "ms");
                Trend = new Trend();
                break;
            case MetricKind.Gauge:
                meter.CreateObservableGauge(plan.Name, () => Volatile.Read(ref Last));
                break;
        }
    }

    public MetricPlan Plan { get; }
    public Counter<long>? Counter { get; }
    public Histogram<double>? Histogram { get; }
    public Trend? Trend { get; }

    public MetricSummary Summary()
    {
        var count = Interlocked.Read(ref Observations);
        var empty = new MetricSummary { Name = Plan.Name, Kind = Plan.Kind, Count = count };
        return Plan.Kind switch
        {
            MetricKind.Rate => count == 0 ? empty : empty with { Rate = Interlocked.Read(ref Total) / (double)count },
            MetricKind.Trend => Trend!.Summary(Plan.Name),
            MetricKind.Counter => empty with { Value = Interlocked.Read(ref Total) },
            _ => count == 0 ? empty : empty with { Value = Volatile.Read(ref Last) },
        };
    }
}
