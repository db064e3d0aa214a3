using LoadTests.Plans;

namespace LoadTests.Scenarios.FullJourney;

/// <summary>What all journeys feed.</summary>
/// <param name="TotalLatency">From the first request to the last answer, think time included.</param>
/// <param name="ServiceLatency">The same without the think time: what the service took.</param>
internal sealed record JourneyMetrics(MetricPlan Overall, MetricPlan TotalLatency, MetricPlan ServiceLatency, MetricPlan Errors);
