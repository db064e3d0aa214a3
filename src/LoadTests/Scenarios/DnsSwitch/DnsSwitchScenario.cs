using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.DnsSwitch;

/// <summary>The name moves to another address: clients follow when their resolver lets them, and until then both addresses must serve.</summary>
internal sealed class DnsSwitchScenario : LoadScenario
{
    private static readonly MetricPlan Availability = Rate("dns_availability");
    private static readonly MetricPlan ReadLatency = Trend("dns_read_latency");
    private static readonly MetricPlan WriteLatency = Trend("dns_write_latency");
    private static readonly MetricPlan HealthLatency = Trend("dns_health_latency");
    private static readonly MetricPlan TotalRequests = Counter("dns_total_requests");
    private static readonly MetricPlan FailedRequests = Counter("dns_failed_requests");
    private static readonly MetricPlan ServerResponses = Counter("dns_server_responses");

    // By edge, not by application: behind both addresses the same instances may answer.
    private static readonly FeedRule[] All =
    [
        Feed.Success(Availability), Feed.Sent(TotalRequests), Feed.Failed(FailedRequests), Feed.CountedBy("server", ServerResponses, answer => answer.Edge),
    ];

    private static readonly FeedRule[] Reads = [.. All, Feed.Time(ReadLatency)];
    private static readonly FeedRule[] Writes = [.. All, Feed.Time(WriteLatency)];
    private static readonly FeedRule[] Healths = [.. All, Feed.Time(HealthLatency)];

    public override ScenarioPlan Plan { get; } = new()
    {
        Id = "dns-switch",
        Purpose = "DNS 전환: 전환 중 가용성 99.9%, 에러 0건 목표",
        Duration = TimeSpan.FromMinutes(30),
        Groups =
        [
            new GroupPlan("mixed", 20,
                Send(Meetings(size: 10).Feeding(Reads)),
                Sleep(0.3),
                Send(TestMeeting.Feeding(Reads)),
                Sleep(0.3),
                Send(Search(size: 5).Feeding(Reads)),
                Sleep(0.3),
                Send(Me.Feeding(Reads)),
                Sleep(0.3),
                Send(PutNotifications.Feeding(Writes)),
                SleepOneOf(1, 1.5, 2, 2.5, 3)),
            new GroupPlan("health", 2,
                Send(Health.Within(TimeSpan.FromSeconds(5)).Feeding(Healths)),
                Sleep(0.5)),
        ],
        Metrics = [Availability, ReadLatency, WriteLatency, HealthLatency, TotalRequests, FailedRequests, ServerResponses],
        Thresholds =
        [
            new(Availability, new("> 0.999")),
            new(ReadLatency, new("p95 < 500")),
            new(FailedRequests, new("< 5")),
        ],
    };

    /// <summary>Answers came through more than one edge: the switch happened while we looked.</summary>
    public bool Moved { get; set; }

    public override void Finish(LoadSession session) => Moved = session.Edges.Uses() is { Count: > 1 };

    public override IEnumerable<string> Quotes(RunResult result)
    {
        if (!Moved)
        {
            yield break;
        }

        if (result.Metric(Availability) is { Rate: { } rate } && result.Holds(Availability))
        {
            yield return $"DNS 전환 중 가용성 {Korean.Percent(rate)}%";
        }

        if (result.CountOf(TotalRequests) > 0 && result.CountOf(FailedRequests) == 0 && result.Holds(Availability, FailedRequests))
        {
            yield return "전환 중 에러 0건 = 무중단";
        }
    }
}
