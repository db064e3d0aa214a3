using LoadTests.Plans;

namespace LoadTests.Metrics;

/// <summary>Sees every single observation.</summary>
internal interface IMetricSink
{
    void Observe(MetricPlan metric, double value);
}
