using LoadTests.History;

namespace LoadTests.Plans;

/// <summary>A metric by the name operators quote. What feeds it is said where it is fed.</summary>
internal sealed record MetricPlan(string Name, MetricKind Kind)
{
    public static MetricPlan Rate(string name) => new(name, MetricKind.Rate);

    /// <summary>Milliseconds.</summary>
    public static MetricPlan Trend(string name) => new(name, MetricKind.Trend);

    public static MetricPlan Counter(string name) => new(name, MetricKind.Counter);

    public static MetricPlan Gauge(string name) => new(name, MetricKind.Gauge);
}
