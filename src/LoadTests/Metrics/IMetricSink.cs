using LoadTests.Plans;

namespace LoadTests.Metrics;

/// <summary>Sees every single observation.</summary>
internal interface IMetricSink
{
    void Observe(MetricPlan metric, double value);

    /// <summary>An observation that belongs to a part of the metric; sinks that know no parts take it whole.</summary>
    void Observe(MetricPlan metric, double value, MetricTag tag) => Observe(metric, value);
}
