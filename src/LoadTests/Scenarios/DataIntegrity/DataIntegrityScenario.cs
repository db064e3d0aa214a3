using System.Globalization;
using LoadTests.Checks;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Running;
using LoadTests.Traffic;
using static LoadTests.Plans.MetricPlan;
using static LoadTests.Plans.Step;
using static LoadTests.Scenarios.DoktoriRequests;

namespace LoadTests.Scenarios.DataIntegrity;

/// <summary>Rows are written all through the migration, each under its own key; afterwards the database is asked for every one of them.</summary>
internal sealed class DataIntegrityScenario : LoadScenario
{
    private static readonly MetricPlan Attempted = Counter("integrity_write_attempted");
    private static readonly MetricPlan Succeeded = Counter("integrity_write_succeeded");
    private static readonly MetricPlan Failed = Counter("integrity_write_failed");
    private static readonly MetricPlan WriteSuccess = Rate("integrity_write_success_rate");
    private static readonly MetricPlan ReadSuccess = Rate("integrity_read_success");
    private static readonly MetricPlan WriteLatency = Trend("integrity_write_latency");
    private static readonly MetricPlan ReadLatency = Trend("integrity_read_latency");
    private static readonly MetricPlan Lost = Counter("integrity_lost");
    private static readonly MetricPlan Duplicated = Counter("integrity_duplicated");
    private static readonly MetricPlan Recovered = Counter("integrity_recovered");
    private static readonly MetricPlan NeverApplied = Counter("integrity_never_applied");

    private static readonly FeedRule[] Reads = [Feed.Success(ReadSuccess), Feed.Time(ReadLatency)];
    private static readonly RequestPlan PickBook = Books(size: 5);
    private static readonly RequestPlan Write = CreateMeeting.Feeding(
    [
        Feed.Sent(Attempted), Feed.Succeeded(Succeeded), Feed.Failed(Failed), Feed.Success(WriteSuccess), Feed.Time(WriteLatency),
    ]);

    private readonly BookShelf shelf = new();

    public DataIntegrityScenario() => Plan = new ScenarioPlan
    {
        Id = "data-integrity",
        Purpose = "데이터 무손실: INSERT 부하 중 데이터 유실 0건 증명",
        Duration = TimeSpan.FromMinutes(15),
        Phases = [new("baseline", 0.2), new("migration", 0.8), new("verify", 1)],
        Groups =
        [
            new GroupPlan("write_load", 5,
                Do(WriteMeetingAsync, PickBook, Write),
                Sleep(2)) { BeginsOver = TimeSpan.FromSeconds(2) },
            new GroupPlan("read_verify", 3,
                Send(Meetings(size: 10).Feeding(Reads)),
                Sleep(1),
                Send(Search(size: 5).Feeding(Reads)),
                Sleep(2)),
            new GroupPlan("reporter", 1,
                Sleep(30),
                Do(ReportAsync)),
        ],
        Metrics = [Attempted, Succeeded, Failed, WriteSuccess, ReadSuccess, WriteLatency, ReadLatency, Lost, Duplicated, Recovered, NeverApplied],
        Thresholds =
        [
            new(WriteSuccess, new("> 0.90")),
            new(ReadSuccess, new("> 0.99")),
            new(Lost, new("== 0")),
            new(Duplicated, new("== 0")),
        ],
    };

    public override ScenarioPlan Plan { get; }

    public override char? LedgerLetter => 'd';

    public override IReadOnlyList<MetricPlan> MeasuredBySettlement => [Lost, Duplicated, Recovered, NeverApplied];

    // So that a write is possible from the first moment on, even if the book search is what fails first.
    public override Task PrepareAsync(Scout scout) => shelf.FillAsync(scout, PickBook);

    public override void Finish(LoadSession session) => Report(session);

    public override void Settled(LoadSession session, SettlementResult settlement)
    {
        session.Metrics.Count(Lost, settlement.Lost);
        session.Metrics.Count(Duplicated, settlement.Duplicated);
        session.Metrics.Count(Recovered, settlement.Recovered);
        session.Metrics.Count(NeverApplied, settlement.NeverApplied);
    }

    public override IEnumerable<string> Quotes(RunResult result)
    {
        var succeeded = result.CountOf(Succeeded);
        if (succeeded > 0 && result.Ledger is { Settled: true } && result.Holds(Lost, Duplicated))
        {
            yield return $"{succeeded}건 쓰기 성공, 전부 DB 반영, 유실 0건";
        }
    }

    private async Task WriteMeetingAsync(VirtualUser user)
    {
        var found = await user.SendAsync(PickBook);
        shelf.Fill(found.Body);
        await LedgeredMeetings.PostAsync(user, Write, shelf.Pick(user.Random));
    }

    private static Task ReportAsync(VirtualUser user)
    {
        Report(user.Session);
        return Task.CompletedTask;
    }

    private static void Report(LoadSession session)
    {
        var attempted = session.Metrics.Total(Attempted);
        var succeeded = session.Metrics.Total(Succeeded);
        var rate = attempted == 0 ? "-" : Korean.Percent(succeeded / (double)attempted) + " %";
        session.Log.Event(string.Create(
            CultureInfo.InvariantCulture,
            $"[{session.Phase}] writes attempted {attempted}, succeeded {succeeded}, failed {session.Metrics.Total(Failed)}, rate {rate}"));
    }
}
