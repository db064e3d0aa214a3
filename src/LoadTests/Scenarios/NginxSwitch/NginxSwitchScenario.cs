using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.NginxSwitch;

/// <summary>nginx gets another upstream and is reloaded: does a request fail, does a kept connection break?</summary>
internal sealed class NginxSwitchScenario : LoadScenario
{
    private const string Baseline = "baseline";
    private const string Switch = "switch";
    private const string Verify = "verify";

    private static readonly MetricPlan Availability = Rate("nginx_availability");
    private static readonly MetricPlan BaselineSuccess = Rate("nginx_baseline_success");
    private static readonly MetricPlan SwitchSuccess = Rate("nginx_switch_phase_success");
    private static readonly MetricPlan VerifySuccess = Rate("nginx_verify_success");
    private static readonly MetricPlan Latency = Trend("nginx_latency");
    private static readonly MetricPlan Errors = Counter("nginx_errors");
    private static readonly MetricPlan Timeouts = Counter("nginx_timeouts");
    private static readonly MetricPlan Resets = Counter("nginx_connection_resets");
    private static readonly MetricPlan SwitchDetected = Counter("nginx_server_switch_detected");
    private static readonly MetricPlan MaxConsecutiveErrors = Gauge("nginx_max_consecutive_errors");

    private static readonly FeedRule[] All =
    [
        Feed.Success(Availability), Feed.SuccessIn(Baseline, BaselineSuccess), Feed.SuccessIn(Switch, SwitchSuccess), Feed.SuccessIn(Verify, VerifySuccess),
        Feed.Failed(Errors), Feed.TimedOut(Timeouts), Feed.WasReset(Resets), Feed.Time(Latency),
    ];

    private static readonly RequestPlan Rapid = Meetings(size: 5).Within(TimeSpan.FromSeconds(5)).Feeding(All);
    private static readonly RequestPlan KeepAlive = Health.Within(TimeSpan.FromSeconds(5)).Feeding(All);

    private readonly ServerSwitches switches = new();

    public NginxSwitchScenario() => Plan = new ScenarioPlan
    {
        Id = "nginx-switch",
        Purpose = "Nginx 전환: reload 중 무중단, upstream 전환 감지",
        Duration = TimeSpan.FromMinutes(10),
        Phases = [new(Baseline, 0.3), new(Switch, 0.5), new(Verify, 1)],
        Groups =
        [
            new GroupPlan("rapid", 15,
                Do(LookAsync, Rapid),
                Sleep(0.2)),
            new GroupPlan("keepalive", 3,
                Send(KeepAlive), Sleep(0.5),
                Send(KeepAlive), Sleep(0.5),
                Send(KeepAlive), Sleep(0.5),
                Send(KeepAlive), Sleep(0.5),
                Send(KeepAlive), Sleep(0.5),
                Sleep(2))
            {
                OwnConnection = true,
            },
            new GroupPlan("mixed", 5,
                SendOneOf(Meetings(size: 10).Feeding(All), Search(size: 5).Feeding(All), Recommendations.Feeding(All), TestMeeting.Feeding(All)),
                Sleep(1, 3)),
            new GroupPlan("precise_monitor", 1,
                Send(Health.Within(TimeSpan.FromSeconds(3)).Feeding(All)),
                Send(Meetings(size: 1).Within(TimeSpan.FromSeconds(5)).Feeding(All)),
                Sleep(1)),
        ],
        Metrics =
        [
            Availability, BaselineSuccess, SwitchSuccess, VerifySuccess, Latency, Errors, Timeouts, Resets, SwitchDetected, MaxConsecutiveErrors,
        ],
        Thresholds =
        [
            new(Availability, new("> 0.999")),
            new(Latency, new("p95 < 1000")),
            new(Errors, new("< 5")),
        ],
    };

    public override ScenarioPlan Plan { get; }

    public override void Finish(LoadSession session) => session.Metrics.Set(MaxConsecutiveErrors, session.Streaks.Longest);

    public override IEnumerable<string> Quotes(RunResult result)
    {
        if (result.Metric(SwitchSuccess) is not null && result.CountOf(Errors) == 0 && result.Holds(Availability, Errors))
        {
            yield return "Nginx reload 무중단, 에러 0건";
        }

        if (result.CountOf(SwitchDetected) > 0 && result.Holds(Availability))
        {
            yield return "upstream 전환 실시간 감지";
        }
    }

    // An error page comes from whoever is in between, so only good answers say which server serves.
    private async Task LookAsync(VirtualUser user)
    {
        var answer = await user.SendAsync(Rapid);
        if (answer.Ok && answer.ServedBy is { } server && switches.Observe(server, answer.Started, answer.Ended) is { } change)
        {
            user.Session.Metrics.Count(SwitchDetected);
            user.Session.Log.Event($"[{answer.Phase}] 서버 전환 감지: {change.From} → {change.To}");
        }
    }
}
