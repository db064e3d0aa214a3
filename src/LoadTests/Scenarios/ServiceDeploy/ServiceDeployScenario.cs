using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.ServiceDeploy;

/// <summary>A new version takes over from the old one: does anybody notice, and how cold does it start?</summary>
internal sealed class ServiceDeployScenario : LoadScenario
{
    private const string Baseline = "baseline";
    private const string Deploy = "deploy";
    private const string Verify = "verify";

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SlowForTheDatabase = TimeSpan.FromSeconds(5);

    private static readonly MetricPlan Availability = Rate("deploy_availability");
    private static readonly MetricPlan BaselineSuccess = Rate("deploy_baseline_success");
    private static readonly MetricPlan DeploySuccess = Rate("deploy_phase_success");
    private static readonly MetricPlan VerifySuccess = Rate("deploy_verify_success");
    private static readonly MetricPlan Latency = Trend("deploy_latency");
    private static readonly MetricPlan Errors = Counter("deploy_errors");
    private static readonly MetricPlan SlowResponses = Counter("deploy_slow_responses");
    private static readonly MetricPlan ColdStartDetected = Counter("deploy_cold_start_detected");
    private static readonly MetricPlan ColdStartMs = Gauge("deploy_cold_start_ms");

    private readonly ColdStart coldStart = new(Baseline);

    public ServiceDeployScenario()
    {
        FeedRule[] all =
        [
            Feed.Success(Availability), Feed.SuccessIn(Baseline, BaselineSuccess), Feed.SuccessIn(Deploy, DeploySuccess), Feed.SuccessIn(Verify, VerifySuccess),
            Feed.Failed(Errors), Feed.Time(Latency),
        ];
        FeedRule[] continuous =
        [
            .. all, Feed.SlowerThan(Slow, SlowResponses), Feed.SlowerThan(Slow, ColdStartDetected), (_, answer) => coldStart.Observe(answer, database: true),
        ];
        FeedRule[] health = [.. all, (_, answer) => coldStart.Observe(answer, database: false)];
        FeedRule[] database = [.. all, Feed.SlowerThanIn(Deploy, SlowForTheDatabase, ColdStartDetected), (_, answer) => coldStart.Observe(answer, database: true)];
        Plan = new ScenarioPlan
        {
            Id = "service-deploy",
            Purpose = "서비스 배포: Blue/Green 배포 중 가용성 99.9%+, cold start 측정",
            Duration = TimeSpan.FromMinutes(10),
            Phases = [new(Baseline, 0.3), new(Deploy, 0.7), new(Verify, 1)],
            Groups =
            [
                new GroupPlan("continuous", 10,
                    SendOneOf(Meetings(size: 5).Feeding(continuous), Recommendations.Feeding(continuous), TestMeeting.Feeding(continuous)),
                    Sleep(1, 2)),
                new GroupPlan("health", 1,
                    Send(Health.Within(TimeSpan.FromSeconds(5)).Feeding(health)),
                    Sleep(1)),

                // The operators ask for 20; the server takes 10 at most and answers 422 to more.
                new GroupPlan("db_request", 5,
                    Send(Meetings(size: 10).Feeding(database)),
                    Sleep(0.5)),
            ],
            Metrics = [Availability, BaselineSuccess, DeploySuccess, VerifySuccess, Latency, Errors, SlowResponses, ColdStartDetected, ColdStartMs],
            Thresholds =
            [
                new(Availability, new("> 0.999")),
                new(Latency, new("p95 < 2000")),
                new(Errors, new("< 10")),
            ],
        };
    }

    public override ScenarioPlan Plan { get; }

    public override void Finish(LoadSession session)
    {
        if (coldStart is { Ms: { } ms, Server: { } server })
        {
            session.Metrics.Set(ColdStartMs, ms);
            session.Log.Event($"새 인스턴스 {server}: 첫 DB 응답까지 {Korean.Seconds(ms)}초");
        }
    }

    public override IEnumerable<string> Quotes(RunResult result)
    {
        if (result.Metric(DeploySuccess) is not null && result.Metric(Availability) is { Rate: { } rate } && result.Holds(Availability, Errors))
        {
            yield return $"Blue/Green 배포 중 가용성 {Korean.Percent(rate)}%";
        }

        if (result.Metric(ColdStartMs) is { Value: { } ms } && result.Holds(Availability))
        {
            yield return $"HikariCP 초기화 {Korean.Seconds(ms)}초";
        }
    }
}
