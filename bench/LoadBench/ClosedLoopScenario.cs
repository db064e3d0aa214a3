using LoadTests.Plans;
using LoadTests.Scenarios;

namespace LoadBench;

/// <summary>Users who ask for the first page of meetings and do not think: what a generator of requests does, with all that a scenario measures.</summary>
internal sealed class ClosedLoopScenario(int users) : LoadScenario
{
    private static readonly MetricPlan Success = MetricPlan.Rate("bench_success");
    private static readonly MetricPlan Latency = MetricPlan.Trend("bench_latency");

    public override ScenarioPlan Plan { get; } = new()
    {
        Id = "closed-loop",
        Purpose = "GET without think time",
        Duration = TimeSpan.FromSeconds(10),
        Groups = [new GroupPlan("get", users, Step.Send(DoktoriRequests.Meetings(size: 10).Feeding([Feed.Success(Success), Feed.Time(Latency)])))],
        Metrics = [Success, Latency],
        Thresholds = [new(Success, new("> 0.999"))],
    };
}
