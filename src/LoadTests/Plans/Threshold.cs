using LoadTests.Checks;
using LoadTests.History;

namespace LoadTests.Plans;

internal sealed record Threshold(MetricPlan Metric, ThresholdExpression Expression)
{
    /// <summary>The metric whose numbers decide, when the bound cannot be meant for <see cref="Metric"/> itself; <see cref="Why"/> is then said wherever it is shown.</summary>
    public MetricPlan? JudgedOn { get; init; }
    public string? Why { get; init; }

    /// <param name="measured">The metrics of the run that could be measured.</param>
    /// <param name="notMeasured">Why one that is not among them could not.</param>
    public ThresholdResult Judge(IReadOnlyList<MetricSummary> measured, string notMeasured)
    {
        var judged = (JudgedOn ?? Metric).Name;
        var result = Expression.Evaluate(Metric.Name, measured.FirstOrDefault(metric => metric.Name == judged), notMeasured);
        return result with { Reason = result.Reason ?? Why };
    }
}
