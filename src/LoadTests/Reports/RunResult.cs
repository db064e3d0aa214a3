using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Reports;

/// <summary>What a run came to, for sentences and text.</summary>
internal sealed record RunResult(
    IReadOnlyList<MetricSummary> Metrics,
    IReadOnlyList<ThresholdResult> Thresholds,
    IReadOnlyList<UnavailableWindow> WriteUnavailable,
    LedgerSummary? Ledger)
{
    /// <summary>Null when it was not measured.</summary>
    public MetricSummary? Metric(MetricPlan plan) => Metrics.FirstOrDefault(metric => metric.Name == plan.Name && metric.Count > 0);

    public long CountOf(MetricPlan counter) => (long)(Metrics.FirstOrDefault(metric => metric.Name == counter.Name)?.Value ?? 0);

    /// <summary>Every threshold on these metrics was judged and holds, and the token held.</summary>
    public bool Holds(params IReadOnlyList<MetricPlan> metrics) =>
        Thresholds.Where(threshold => threshold.Metric == CommonMetrics.Unauthorized.Name || metrics.Any(metric => metric.Name == threshold.Metric))
            .All(threshold => threshold.Ok == true);
}
