using LoadTests.Plans;
using LoadTests.Reports;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.DbCutover;

/// <summary>Source read-only, target promoted: do reads go on, and for how long do writes not?</summary>
internal sealed class DbCutoverScenario : LoadScenario
{
    private static readonly MetricPlan ReadSuccess = Rate("migration_read_success");
    private static readonly MetricPlan WriteSuccess = Rate("migration_write_success");
    private static readonly MetricPlan HealthSuccess = Rate("migration_health_success");
    private static readonly MetricPlan Availability = Rate("migration_overall_availability");
    private static readonly MetricPlan ReadLatency = Trend("migration_read_latency");
    private static readonly MetricPlan WriteLatency = Trend("migration_write_latency");
    private static readonly MetricPlan HealthLatency = Trend("migration_health_latency");
    private static readonly MetricPlan ReadErrors = Counter("migration_read_errors");
    private static readonly MetricPlan WriteErrors = Counter("migration_write_errors");

    // The server's refusals and missing answers; a 4xx is our request's fault, not the cutover's.
    private static readonly MetricPlan WriteFailedDuringCutover = Counter("migration_write_failed_during_cutover");

    private static readonly FeedRule[] Reads = [Feed.Success(ReadSuccess), Feed.Success(Availability), Feed.Time(ReadLatency), Feed.Failed(ReadErrors)];
    private static readonly FeedRule[] Writes =
    [
        Feed.Success(WriteSuccess), Feed.Success(Availability), Feed.Time(WriteLatency), Feed.Failed(WriteErrors), Feed.ServerFailed(WriteFailedDuringCutover),
    ];

    private static readonly FeedRule[] Healths = [Feed.Success(HealthSuccess), Feed.Success(Availability), Feed.Time(HealthLatency)];

    public override ScenarioPlan Plan { get; } = new()
    {
        Id = "db-cutover",
        Purpose = "DB 컷오버: 읽기 가용성 99%+, 쓰기 실패 수 측정",
        Duration = TimeSpan.FromMinutes(10),
        Groups =
        [
            new GroupPlan("readers", 14,
                Send(Meetings(size: 10).Feeding(Reads)),
                Sleep(0.5),
                Send(Search(size: 5).Feeding(Reads)),
                Sleep(0.5),
                Send(Recommendations.Feeding(Reads)),
                Sleep(1, 2)),
            new GroupPlan("writers", 4,
                Send(PutNotifications.Feeding(Writes)),
                Sleep(1),
                SendThenIfOk(Me.Feeding(Reads), PutNotifications.Feeding(Writes)),
                Sleep(2, 4)),
            new GroupPlan("health", 2,
                Send(Health.Within(TimeSpan.FromSeconds(5)).Feeding(Healths)),
                Sleep(0.5)),
        ],
        Metrics =
        [
            ReadSuccess, WriteSuccess, HealthSuccess, Availability, ReadLatency, WriteLatency, HealthLatency, ReadErrors, WriteErrors, WriteFailedDuringCutover,
        ],
        Thresholds =
        [
            new(ReadSuccess, new("> 0.99")),
            new(HealthSuccess, new("> 0.99")),
            new(ReadLatency, new("p95 < 500")),
            new(Availability, new("> 0.95")),
        ],
    };

    public override IEnumerable<string> Quotes(RunResult result)
    {
        if (result.Metric(ReadSuccess) is { Rate: { } read } && result.Holds(ReadSuccess))
        {
            yield return $"컷오버 중에도 읽기 {Korean.Percent(read)}% 가용";
        }

        // With a window still open the number would be how long we looked, not how long it took.
        if (result.WriteUnavailable.Count > 0 && !result.WriteUnavailable.Any(window => window.Open) && result.Holds(Availability))
        {
            yield return $"쓰기 불가 구간 {Korean.Seconds(result.WriteUnavailable.Max(window => window.Ms))}초, {result.CountOf(WriteFailedDuringCutover)}건 실패";
        }
    }
}
