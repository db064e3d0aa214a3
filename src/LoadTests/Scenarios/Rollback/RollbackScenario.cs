using LoadTests.Plans;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.Rollback;

/// <summary>Something goes back to where it was: does anybody notice, before, during or after? The same users for all four ways back.</summary>
internal sealed class RollbackScenario : LoadScenario
{
    private static readonly MetricPlan Availability = Rate("rollback_availability");
    private static readonly MetricPlan ReadSuccess = Rate("rollback_read_success");
    private static readonly MetricPlan WriteSuccess = Rate("rollback_write_success");
    private static readonly MetricPlan Before = Rate("rollback_before_success");
    private static readonly MetricPlan During = Rate("rollback_during_success");
    private static readonly MetricPlan After = Rate("rollback_after_success");
    private static readonly MetricPlan Errors = Counter("rollback_errors");
    private static readonly MetricPlan Timeouts = Counter("rollback_timeouts");
    private static readonly MetricPlan Resets = Counter("rollback_connection_resets");
    private static readonly MetricPlan Latency = Trend("rollback_latency");
    private static readonly MetricPlan ReadLatency = Trend("rollback_read_latency");
    private static readonly MetricPlan WriteLatency = Trend("rollback_write_latency");
    private static readonly MetricPlan DowntimeMs = Gauge("rollback_downtime_ms");
    private static readonly MetricPlan MaxConsecutiveErrors = Gauge("rollback_max_consecutive_errors");

    private static readonly FeedRule[] All =
    [
        Feed.Success(Availability), Feed.SuccessIn("before", Before), Feed.SuccessIn("during", During), Feed.SuccessIn("after", After),
        Feed.Failed(Errors), Feed.TimedOut(Timeouts), Feed.WasReset(Resets), Feed.Time(Latency),
    ];

    private static readonly FeedRule[] Reads = [.. All, Feed.Success(ReadSuccess), Feed.Time(ReadLatency)];
    private static readonly FeedRule[] Writes = [.. All, Feed.Success(WriteSuccess), Feed.Time(WriteLatency)];

    /// <param name="beforeUntil">Share of the duration at which the rollback may begin, 0 to 1.</param>
    /// <param name="duringUntil">Share at which it should be over.</param>
    private RollbackScenario(string id, string purpose, double minutes, double beforeUntil, double duringUntil) => Plan = new ScenarioPlan
    {
        Id = id,
        Purpose = purpose,
        Duration = TimeSpan.FromMinutes(minutes),
        Phases = [new("before", beforeUntil), new("during", duringUntil), new("after", 1)],
        Groups =
        [
            new GroupPlan("reads", 8,
                SendOneOf(Meetings(size: 5).Feeding(Reads), TestMeeting.Feeding(Reads), Recommendations.Feeding(Reads)),
                Sleep(0.5)),
            new GroupPlan("writes", 3,
                Send(PutNotifications.Feeding(Writes)),
                Sleep(1)),
            new GroupPlan("monitor", 1,
                Send(Health.Within(TimeSpan.FromSeconds(3)).Feeding(All)),
                Send(Meetings(size: 1).Within(TimeSpan.FromSeconds(5)).Feeding(Reads)),
                Sleep(1)),
            new GroupPlan("user_scenario", 3,
                Send(Meetings(size: 10).Feeding(Reads)),
                Sleep(1),
                Send(TestMeeting.Feeding(Reads)),
                Sleep(1),
                Send(Search(size: 5).Feeding(Reads)),
                Sleep(2, 4)),
        ],
        Metrics =
        [
            Availability, ReadSuccess, WriteSuccess, Before, During, After, Errors, Timeouts, Resets,
            Latency, ReadLatency, WriteLatency, DowntimeMs, MaxConsecutiveErrors,
        ],
        Thresholds =
        [
            new(Availability, new("> 0.99")),
            new(ReadSuccess, new("> 0.99")),
            new(Before, new("> 0.999")),
            new(Errors, new("< 20")),
            new(Latency, new("p95 < 3000")),
        ],
    };

    public override ScenarioPlan Plan { get; }

    public static RollbackScenario OfTheDatabase() => new("rollback-db", "DB 롤백: 롤백 전·중·후 가용성 측정", minutes: 10, beforeUntil: 0.2, duringUntil: 0.7);

    public static RollbackScenario OfTheService() => new("rollback-service", "서비스 롤백: 이전 버전 복귀 전·중·후 가용성 측정", minutes: 7, beforeUntil: 0.21, duringUntil: 0.64);

    public static RollbackScenario OfNginx() => new("rollback-nginx", "Nginx 롤백: upstream 복귀 전·중·후 가용성 측정", minutes: 5, beforeUntil: 0.2, duringUntil: 0.6);

    public static RollbackScenario OfEverything() => new("rollback-full", "전체 롤백: Nginx → 서비스 → DB 복귀 전·중·후 가용성 측정", minutes: 15, beforeUntil: 0.13, duringUntil: 0.8);

    // Reads and health only: writes have their own measure, the write-unavailable window.
    public override void Finish(LoadSession session)
    {
        session.Metrics.Set(DowntimeMs, session.Streaks.LongestDowntimeMs(session.Clock.Now));
        session.Metrics.Set(MaxConsecutiveErrors, session.Streaks.Longest);
    }
}
