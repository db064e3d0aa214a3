using LoadTests.Checks;
using LoadTests.Plans;
using LoadTests.Running;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.WriteProbe;

/// <summary>
/// Lab only: one ledgered write every 10 ms, so that a write-unavailable window is resolved to 10 ms and hundreds of writes
/// surround it. A user gives a write up after <see cref="GiveUp"/>, and there are as many users as fit sends into that time:
/// however many writes get stuck, the next one still goes out on time.
/// </summary>
internal sealed class WriteProbeScenario : LoadScenario
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(2);

    private static readonly MetricPlan Attempted = Counter("probe_write_attempted");
    private static readonly MetricPlan Succeeded = Counter("probe_write_succeeded");
    private static readonly MetricPlan WriteSuccess = Rate("probe_write_success");
    private static readonly MetricPlan WriteLatency = Trend("probe_write_latency");
    private static readonly MetricPlan UnavailableMs = Gauge("probe_write_unavailable_ms");
    private static readonly MetricPlan Missed = Counter("probe_missed");
    private static readonly MetricPlan Lost = Counter("probe_lost");
    private static readonly MetricPlan Duplicated = Counter("probe_duplicated");
    private static readonly MetricPlan Recovered = Counter("probe_recovered");
    private static readonly MetricPlan NeverApplied = Counter("probe_never_applied");

    private static readonly RequestPlan Write = CreateMeeting.Within(GiveUp).Feeding(
    [
        Feed.Sent(Attempted), Feed.Succeeded(Succeeded), Feed.Success(WriteSuccess), Feed.Time(WriteLatency),
    ]);

    private readonly ProbePace pace = new(Interval);
    private readonly BookShelf shelf = new();

    public WriteProbeScenario() => Plan = new ScenarioPlan
    {
        Id = "write-probe",
        Purpose = "쓰기 불가 구간을 10 ms 단위로 측정 (랩 전용)",
        Duration = TimeSpan.FromMinutes(1),
        LabOnly = true,
        Groups = [new GroupPlan("probe", (int)(GiveUp / Interval), Do(ProbeAsync, Write))],
        Metrics = [Attempted, Succeeded, WriteSuccess, WriteLatency, UnavailableMs, Missed, Lost, Duplicated, Recovered, NeverApplied],
        Thresholds =
        [
            new(WriteSuccess, new("> 0")),
            new(Lost, new("== 0")),
            new(Duplicated, new("== 0")),
        ],
    };

    public override ScenarioPlan Plan { get; }

    public override char? LedgerLetter => 'w';

    public override IReadOnlyList<MetricPlan> MeasuredBySettlement => [Lost, Duplicated, Recovered, NeverApplied];

    public override Task PrepareAsync(Scout scout) => shelf.FillAsync(scout, Books(size: 5));

    public override void Finish(LoadSession session)
    {
        session.Metrics.Set(UnavailableMs, session.Writes.Windows().Select(window => window.Ms).DefaultIfEmpty(0).Max());
        session.Metrics.Count(Missed, pace.Missed);
    }

    public override void Settled(LoadSession session, SettlementResult settlement)
    {
        session.Metrics.Count(Lost, settlement.Lost);
        session.Metrics.Count(Duplicated, settlement.Duplicated);
        session.Metrics.Count(Recovered, settlement.Recovered);
        session.Metrics.Count(NeverApplied, settlement.NeverApplied);
    }

    private async Task ProbeAsync(VirtualUser user)
    {
        await pace.WaitAsync(user);
        await LedgeredMeetings.PostAsync(user, Write, shelf.Pick(user.Random));
    }
}
