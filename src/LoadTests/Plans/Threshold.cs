using LoadTests.Checks;

namespace LoadTests.Plans;

internal sealed record Threshold(MetricPlan Metric, ThresholdExpression Expression);
