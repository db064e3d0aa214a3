using LoadTests.History;
using Rehearsal.CommandLine;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Judging.Checks;
using Rehearsal.Plans;

namespace Rehearsal.Tests.Judging;

/// <summary>Every check passes a good history, fails a bad one, and says Inconclusive of one that proves nothing.</summary>
public sealed class JudgeTests
{
    private const long Before = 2_000_000;
    private static readonly RehearsalHistory Good = GoodHistory.Create();

    [Fact]
    public void Passes_AGoodHistory()
    {
        var judgement = Judge.Decide(Good);

        Assert.All(judgement.Findings, finding => Assert.True(finding.Verdict == Verdict.Passed, $"{finding.Check}: {finding.Measured} {string.Join("; ", finding.Evidence)}"));
        Assert.Equal(Verdict.Passed, judgement.Verdict);
        Assert.Equal(Judge.CheckNames, judgement.Findings.Select(finding => finding.Check));
    }

    public static TheoryData<string, string, Verdict> DoctoredHistories =>
        new(Doctored.Select(entry => (entry.Key, entry.Value.Check, entry.Value.Verdict)));

    [Theory]
    [MemberData(nameof(DoctoredHistories))]
    public void Objects_ToADoctoredHistory(string doctored, string check, Verdict verdict)
    {
        var judgement = Judge.Decide(Doctored[doctored].Change(Good));

        Assert.Equal(verdict, Assert.Single(judgement.Findings, finding => finding.Check == check).Verdict);
        Assert.NotEqual(Verdict.Passed, judgement.Verdict);
    }

    [Fact]
    public void EveryCheck_CanFailAndCanBeInconclusive()
    {
        // load and the rest can only doubt: a load that did not run proves nothing, it does not prove harm.
        var canFail = Judge.CheckNames.Except([LoadDeliveredCheck.Name]);

        Assert.Empty(canFail.Except(Doctored.Values.Where(entry => entry.Verdict == Verdict.Failed).Select(entry => entry.Check)));
        Assert.Empty(Judge.CheckNames.Except([PlanCheck.Name]).Except(Doctored.Values.Where(entry => entry.Verdict == Verdict.Inconclusive).Select(entry => entry.Check)));
    }

    [Fact]
    public void ACrashedCheck_IsInconclusive()
    {
        var judgement = Judge.Decide(Good with { Checksums = null! });

        Assert.Equal(Verdict.Inconclusive, Assert.Single(judgement.Findings, finding => finding.Check == ChecksumCheck.Name).Verdict);
    }

    [Theory]
    [InlineData(false, Phase.RollbackAll)]
    [InlineData(true, Phase.Dns)]
    public void AMoveOfTheNameWithoutUsers_IsNotJudgedByThem(bool judged, params Phase[] phases) =>
        Assert.Equal(judged, DnsCheck.Concerns(RehearsalPlan.For(Profile.Quick, phases)));

    [Fact]
    public void NoFinding_IsNotAPass() => Assert.Equal(Verdict.Inconclusive, Judgement.Of("run", []).Verdict);

    private static readonly Dictionary<string, (string Check, Verdict Verdict, Func<RehearsalHistory, RehearsalHistory> Change)> Doctored = new()
    {
        ["a runbook was undone"] = (PlanCheck.Name, Verdict.Failed, history => history with
        {
            Timeline = [.. history.Timeline.Select(line => line.Kind == TimelineKind.Runbook && line.Act == "cutover-2" && line.Name == RunbookName.CutOver && line.State == TimelineState.Succeeded
                ? line with { State = TimelineState.Undone, Detail = "the target did not catch up" }
                : line)],
        }),
        ["an act was never played"] = (PlanCheck.Name, Verdict.Failed, history => history with { Timeline = [.. history.Timeline.Where(line => line.Act != "checksum-3")] }),
        ["the rehearsal was interrupted"] = (PlanCheck.Name, Verdict.Failed, history => history with { Manifest = history.Manifest with { Interrupted = true } }),

        ["writes failed for two seconds in each switch"] = (WriteUnavailableCheck.Name, Verdict.Failed, history => Switches(history)
            .Aggregate(history, (changed, act) => changed.WithLoad(act.Name, RehearsalPlan.WriteProbe, load => load with
            {
                Samples = [.. load.Samples.Select(sample => Offset(history, act.Name, sample) is >= GoodHistory.FenceUs and < GoodHistory.FenceUs + 2_000_000
                    ? sample with { Outcome = Outcome.Http, Status = 500 }
                    : sample)],
            }))),
        ["writes were held up for two seconds without failing"] = (WriteUnavailableCheck.Name, Verdict.Failed, history => Switches(history)
            .Aggregate(history, (changed, act) => changed.WithLoad(act.Name, RehearsalPlan.WriteProbe, load => load with
            {
                Samples = [.. load.Samples.Where(sample => Offset(history, act.Name, sample) is not (>= GoodHistory.FenceUs and < GoodHistory.FenceUs + 2_000_000))],
            }))),
        ["writes failed until the recording ended"] = (WriteUnavailableCheck.Name, Verdict.Inconclusive, history => history.WithLoad("rollback-1", RehearsalPlan.WriteProbe, load => load with
        {
            Samples = [.. load.Samples.Select(sample => Offset(history, "rollback-1", sample) >= GoodHistory.FenceUs ? sample with { Outcome = Outcome.Http } : sample)],
        })),
        ["nobody wrote"] = (WriteUnavailableCheck.Name, Verdict.Inconclusive, history => history with
        {
            Loads = [.. history.Loads.Select(load => load with { Samples = [.. load.Samples.Where(sample => !sample.Write)] })],
        }),
        ["the probe was too slow to see the window"] = (WriteUnavailableCheck.Name, Verdict.Inconclusive, history => Switches(history)
            .Aggregate(history, (changed, act) => changed.WithLoad(act.Name, RehearsalPlan.WriteProbe, load => load with { Samples = [.. load.Samples.Where((_, index) => index % 5 == 0)] }))),

        ["one read failed"] = (ReadsCheck.Name, Verdict.Failed, history => history.WithLoad("cutover-1", "db-cutover", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(1) + GoodHistory.FenceUs, write: false, Outcome.Http)))),
        ["one read timed out in the rollback"] = (ReadsCheck.Name, Verdict.Failed, history => history.WithLoad("rollback-1", "rollback-db", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(3) + Before, write: false, Outcome.Timeout)))),
        ["nobody read"] = (ReadsCheck.Name, Verdict.Inconclusive, history => history with
        {
            Loads = [.. history.Loads.Select(load => load with { Samples = [.. load.Samples.Where(sample => sample.Write)] })],
        }),

        ["a write failed before the switch"] = (WritesOutsideSwitchCheck.Name, Verdict.Failed, history => history.WithLoad("cutover-1", RehearsalPlan.WriteProbe, load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(1) + Before, write: true, Outcome.Reset)))),
        ["a write failed after the switch"] = (WritesOutsideSwitchCheck.Name, Verdict.Failed, history => history.WithLoad("cutover-2", RehearsalPlan.WriteProbe, load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(5) + GoodHistory.RunbookEndUs + 1, write: true, Outcome.Http)))),
        ["a switch has no end"] = (WritesOutsideSwitchCheck.Name, Verdict.Inconclusive, history => history with
        {
            Timeline = [.. history.Timeline.Where(line => !(line.Kind == TimelineKind.Runbook && line.Act == "cutover-1" && line.State == TimelineState.Succeeded))],
        }),

        ["an acknowledged write is absent on one server"] = (LossCheck.Name, Verdict.Failed, history => history with { Rows = [.. history.Rows.Where((_, index) => index != 777)] }),
        ["a load found a write lost at the end of its act"] = (LossCheck.Name, Verdict.Failed, history => history.WithLoad("cutover-1", RehearsalPlan.WriteProbe, load =>
            load with { Ledger = [.. load.Ledger, new WriteSettled("cutover-1-0", 1, WriteVerdict.Lost)] })),
        ["the rows of the target were not recorded"] = (LossCheck.Name, Verdict.Inconclusive, history => history with { Rows = [.. history.Rows.Where(row => row.Server == "mysql-lightsail")] }),
        ["hardly anything was written"] = (LossCheck.Name, Verdict.Inconclusive, history => history with
        {
            Loads = [.. history.Loads.Select(load => load with { Ledger = [] })],
            Rows = [.. history.Rows.Take(0)],
        }),

        ["a write is present twice"] = (DuplicatesCheck.Name, Verdict.Failed, history => history with
        {
            Rows = [.. history.Rows.Select((row, index) => index == 5 ? row with { Copies = 2 } : row)],
        }),
        ["a row carries a key nobody sent"] = (DuplicatesCheck.Name, Verdict.Failed, history => history with { Rows = [.. history.Rows, new LedgerRow("mysql-rds", "ghost", 1)] }),
        ["no rows were recorded"] = (DuplicatesCheck.Name, Verdict.Inconclusive, history => history with { Rows = [] }),

        ["both servers took the application's writes"] = (SplitBrainCheck.Name, Verdict.Failed, history => history with
        {
            Servers = [.. history.Servers.Select(server => server.Act == "cutover-1" ? server with { AppCanWrite = true } : server)],
        }),
        ["no server took the application's writes"] = (SplitBrainCheck.Name, Verdict.Failed, history => history with
        {
            Servers = [.. history.Servers.Select(server => server.Act == "rollback-1" ? server with { AppCanWrite = false } : server)],
        }),
        ["the old source executed a transaction that the target never saw"] = (SplitBrainCheck.Name, Verdict.Failed, history => history with
        {
            Servers = [.. history.Servers.Select(server => server.Act == "cutover-1" && server.Server == "mysql-lightsail"
                ? server with { GtidExecuted = $"{GoodHistory.SourceUuid}:1-200,{GoodHistory.TargetUuid}:1-51" }
                : server)],
        }),
        ["a server could not be asked"] = (SplitBrainCheck.Name, Verdict.Inconclusive, history => history with
        {
            Servers = [.. history.Servers.Select(server => server.Act == "cutover-2" && server.Server == "mysql-rds" ? server with { Error = "2003: refused", AppCanWrite = false } : server)],
        }),
        ["no server was asked"] = (SplitBrainCheck.Name, Verdict.Inconclusive, history => history with { Servers = [] }),

        ["a row differs"] = (ChecksumCheck.Name, Verdict.Failed, history => history with
        {
            Checksums = [.. history.Checksums.Take(1), history.Checksums[1] with { Equal = false, Differences = ["meetings id=17: title"] }, .. history.Checksums.Skip(2)],
        }),
        ["a comparison is not equal and names nothing"] = (ChecksumCheck.Name, Verdict.Failed, history => history with
        {
            Checksums = [history.Checksums[0] with { Equal = false }, .. history.Checksums.Skip(1)],
        }),
        ["a comparison is missing"] = (ChecksumCheck.Name, Verdict.Inconclusive, history => history with { Checksums = [.. history.Checksums.Skip(1)] }),
        ["a comparison compared nothing"] = (ChecksumCheck.Name, Verdict.Inconclusive, history => history with { Checksums = [history.Checksums[0] with { Rows = 0 }, .. history.Checksums.Skip(1)] }),

        ["a request failed in a deploy"] = (TrafficCheck.Name, Verdict.Failed, history => history.WithLoad("deploy-1", "service-deploy", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(IndexOf(history, "deploy-1")) + Before, write: false, Outcome.Http)))),
        ["a connection was reset by a reload of the edge"] = (TrafficCheck.Name, Verdict.Failed, history => history.WithLoad("nginx-back", "rollback-nginx", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(IndexOf(history, "nginx-back")) + Before, write: false, Outcome.Reset)))),
        ["nobody asked during a DNS switch"] = (TrafficCheck.Name, Verdict.Inconclusive, history => history with
        {
            Loads = [.. history.Loads.Select(load => load.Act == "dns-1" ? load with { Samples = [.. load.Samples.Take(1)] } : load)],
        }),

        ["a chat message was lost"] = (ChatCheck.Name, Verdict.Failed, history => WithMetric(history, "nginx-1", "ws_messages_lost", 1)),
        ["a chat message came twice"] = (ChatCheck.Name, Verdict.Failed, history => WithMetric(history, "nginx-2", "ws_messages_duplicated", 1)),
        ["a reload of the edge cut a WebSocket"] = (ChatCheck.Name, Verdict.Failed, history => WithMetric(history, "nginx-back", "ws_disconnections", 1)),
        ["a client was away for three seconds"] = (ChatCheck.Name, Verdict.Failed, history => history.WithLoad("nginx-1", "websocket", load => load with
        {
            Summary = load.Summary! with { Metrics = [.. load.Summary.Metrics, new MetricSummary { Name = "ws_reconnect_ms", Kind = MetricKind.Trend, Count = 1, Max = 3_000 }] },
        })),
        ["no chat message was followed"] = (ChatCheck.Name, Verdict.Inconclusive, history => WithMetric(history, "nginx-1", "ws_messages_received", 0)),

        ["a client stayed on the old edge"] = (DnsCheck.Name, Verdict.Failed, history => history.WithLoad("dns-1", "dns-switch", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(IndexOf(history, "dns-1")) + GoodHistory.RunbookStartUs + 4_000_000, write: false) with { Edge = "edge-lightsail" }))),
        ["the runbook did not say when it changed the record"] = (DnsCheck.Name, Verdict.Inconclusive, history => history with
        {
            Timeline = [.. history.Timeline.Select(line => line.Name == RunbookName.SwitchDns ? line with { Facts = null } : line)],
        }),
        ["nobody came to the new edge"] = (DnsCheck.Name, Verdict.Inconclusive, history => history with
        {
            Loads = [.. history.Loads.Select(load => load with { Samples = [.. load.Samples.Where(sample => sample.Edge != "edge-vpc")] })],
        }),

        ["the services came back after sixteen seconds"] = (RollbackTimeCheck.Name, Verdict.Failed, history => Late(history, RunbookName.RollBackServices, 16_000_000)),
        ["the upstream was back after two seconds"] = (RollbackTimeCheck.Name, Verdict.Failed, history => Late(history, RunbookName.RollBackNginx, 2_000_000)),
        ["the rollback took eleven seconds"] = (RollbackTimeCheck.Name, Verdict.Failed, history => Late(history, RunbookName.RollBack, 11_000_000)),
        ["the rollback has no end"] = (RollbackTimeCheck.Name, Verdict.Inconclusive, history => history with
        {
            Timeline = [.. history.Timeline.Where(line => !(line.Kind == TimelineKind.Runbook && line.Name == RunbookName.RollBack && line.State == TimelineState.Succeeded))],
        }),

        ["a threshold failed"] = (ThresholdsCheck.Name, Verdict.Failed, history => history.WithLoad("cutover-1", "connpool", load => load with
        {
            Summary = load.Summary! with { ExitCode = 99, Thresholds = [new ThresholdResult("connpool_db_read_success", "> 0.95", 0.5, Ok: false)] },
        })),
        ["a load says 99 though its thresholds read as held"] = (ThresholdsCheck.Name, Verdict.Failed, history => history.WithLoad("cutover-1", "connpool", load => load with { Summary = load.Summary! with { ExitCode = 99 } })),
        ["a threshold was not measured"] = (ThresholdsCheck.Name, Verdict.Inconclusive, history => history.WithLoad("cutover-1", "connpool", load => load with
        {
            Summary = load.Summary! with { Thresholds = [new ThresholdResult("integrity_lost", "== 0", null, Ok: null)] },
        })),
        ["a load crashed"] = (ThresholdsCheck.Name, Verdict.Inconclusive, history => history.WithLoad("cutover-1", "connpool", load => load with { Summary = load.Summary! with { ExitCode = 1 } })),
        ["a load left no summary"] = (LoadDeliveredCheck.Name, Verdict.Inconclusive, history => history.WithLoad("rollback-1", "rollback-db", load => load with { Summary = null })),
        ["a load counted more than it recorded"] = (LoadDeliveredCheck.Name, Verdict.Inconclusive, history => history.WithLoad("rollback-1", "rollback-db", load => load with { Summary = load.Summary! with { Requests = 1 } })),
        ["a load was stopped early"] = (LoadDeliveredCheck.Name, Verdict.Inconclusive, history => history.WithLoad("cutover-1", "db-cutover", load => load with { Summary = load.Summary! with { Aborted = true, DurationMs = 3_000 } })),
    };

    private static IEnumerable<Act> Switches(RehearsalHistory history) => Switch.ActsOf(history);

    private static long Offset(RehearsalHistory history, string act, Sample sample) =>
        sample.Started - GoodHistory.At(IndexOf(history, act));

    private static int IndexOf(RehearsalHistory history, string act) => history.Manifest.Plan.Acts.ToList().FindIndex(candidate => candidate.Name == act);

    private static RehearsalHistory WithMetric(RehearsalHistory history, string act, string metric, double value) => history.WithLoad(act, "websocket", load => load with
    {
        Summary = load.Summary! with { Metrics = [.. load.Summary.Metrics.Select(known => known.Name == metric ? known with { Value = value } : known)] },
    });

    private static RehearsalHistory Late(RehearsalHistory history, string runbook, long microseconds) => history with
    {
        Timeline = [.. history.Timeline.Select(line => line.Kind == TimelineKind.Runbook && line.Name == runbook && line.State == TimelineState.Succeeded
            ? line with { At = line.At + microseconds }
            : line)],
    };
}
