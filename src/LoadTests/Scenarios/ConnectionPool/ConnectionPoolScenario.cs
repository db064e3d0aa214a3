using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.ConnectionPool;

/// <summary>The database moves under the application's connection pool: does it heal by itself, and how fast?</summary>
internal sealed class ConnectionPoolScenario : LoadScenario
{
    private static readonly MetricPlan ReadSuccess = Rate("connpool_db_read_success");
    private static readonly MetricPlan WriteSuccess = Rate("connpool_db_write_success");
    private static readonly MetricPlan ReadLatency = Trend("connpool_db_read_latency");
    private static readonly MetricPlan WriteLatency = Trend("connpool_db_write_latency");
    private static readonly MetricPlan ConnectionErrors = Counter("connpool_connection_errors");
    private static readonly MetricPlan RecoveryDetected = Counter("connpool_recovery_detected");
    private static readonly MetricPlan RecoveryMs = Gauge("connpool_recovery_ms");

    private static readonly FeedRule[] Reads = [Feed.Success(ReadSuccess), Feed.Time(ReadLatency), Feed.Failed(ConnectionErrors)];
    private static readonly FeedRule[] Writes = [Feed.Success(WriteSuccess), Feed.Time(WriteLatency), Feed.ServerError(ConnectionErrors)];

    private readonly RecoveryMonitor monitor = new();

    public ConnectionPoolScenario() => Plan = new ScenarioPlan
    {
        Id = "connpool",
        Purpose = "커넥션 풀: 복구 시간 측정, 자동 재연결 확인",
        Duration = TimeSpan.FromMinutes(10),
        Groups =
        [
            new GroupPlan("db_heavy_reads", 10,
                Send(Meetings(size: 10).Feeding(Reads)),
                Sleep(0.3)),
            new GroupPlan("db_writes", 5,
                Send(PutNotifications.Feeding(Writes)),
                Sleep(0.5)),
            new GroupPlan("precise_monitor", 1,
                Do(LookAsync, Health, Meetings(size: 1)),
                Sleep(1)),
        ],
        Metrics = [ReadSuccess, WriteSuccess, ReadLatency, WriteLatency, ConnectionErrors, RecoveryDetected, RecoveryMs],
        Thresholds =
        [
            new(ReadSuccess, new("> 0.95")),
            new(ConnectionErrors, new("< 100")),
        ],
    };

    public override ScenarioPlan Plan { get; }

    public override IEnumerable<string> Quotes(RunResult result)
    {
        if (result.Metric(RecoveryMs) is { Value: { } recovery } && result.Holds(ReadSuccess, ConnectionErrors))
        {
            yield return $"HikariCP 자동 복구 {Korean.Seconds(recovery)}초";
        }
    }

    private async Task LookAsync(VirtualUser user)
    {
        var health = await user.SendAsync(Health);
        var read = await user.SendAsync(Meetings(size: 1));
        var seen = monitor.Observe(health.Ok && read.Ok, health.Started, read.Ended);
        if (seen is { Recovered: false })
        {
            user.Session.Log.Event($"장애 감지: {RecoveryMonitor.FailuresOfAnOutage}회 연속 실패 ({Korean.Seconds(seen.Ms)}초)");
        }

        if (seen is { Recovered: true })
        {
            user.Session.Log.Event($"복구 감지! {Korean.Seconds(seen.Ms)}초");
            user.Session.Metrics.Count(RecoveryDetected);
            user.Session.Metrics.SetToMax(RecoveryMs, seen.Ms);
        }
    }
}
