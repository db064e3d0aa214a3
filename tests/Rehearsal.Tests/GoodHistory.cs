using System.Globalization;
using LoadTests.History;
using Migration.Running;
using Rehearsal.CommandLine;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Plans;
using ServerSnapshot = Rehearsal.History.ServerSnapshot;

namespace Rehearsal.Tests;

/// <summary>
/// A rehearsal in which everything went well, made without a clock or a disk. Tests doctor one thing in it and expect one check to object.
/// Each switch: load for 20 s, the runbook from 6.000 s to 6.500 s, writes failing from 6.100 s to 6.180 s.
/// </summary>
internal static class GoodHistory
{
    public const long ActLengthUs = 23_000_000;
    public const long RunbookStartUs = 6_000_000;
    public const long RunbookEndUs = 6_500_000;
    public const long FenceUs = 6_100_000;
    public const long OpenUs = 6_180_000;
    public const string SourceUuid = "11111111-1111-1111-1111-111111111111";
    public const string TargetUuid = "22222222-2222-2222-2222-222222222222";

    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch.AddDays(20_000);

    /// <summary>Microseconds from the beginning of a runbook's span to the moment at which a DNS record was changed.</summary>
    public const long DnsChangeUs = 100_000;

    public static RehearsalHistory Create()
    {
        var plan = RehearsalPlan.For(Profile.Quick, Enum.GetValues<Phase>());
        var loads = plan.Acts.SelectMany((act, index) => act.Loads.Select(load => Load(act, index, load))).ToArray();
        var keys = loads.SelectMany(load => load.Ledger).OfType<WriteAnswered>().Where(answer => answer.Outcome == WriteOutcome.Ok).Select(answer => answer.Key);
        return new RehearsalHistory(
            new RunManifest(
                "20260101-000000", "quick", ["db", "deploy", "nginx", "dns"], 1, 3_000, 0, "", "none", plan, new Machine(2, 24_000, "a test", ".NET"), new Versions("0.1.0", "9.7.4", "9.7.4"),
                Start, Start + TimeSpan.FromMicroseconds(ActLengthUs * plan.Acts.Count), Interrupted: false),
            [.. plan.Acts.SelectMany(Timeline)],
            [.. plan.Acts.SelectMany((act, index) => Snapshots(plan, act, index))],
            loads,
            [.. plan.Acts.SelectMany((act, index) => act.Runbooks.Where(runbook => runbook is RunbookName.Checksum or RunbookName.VerifyData)
                .Select(runbook => new ChecksumRecord(At(index), act.Name, runbook, Equal: true, Tables: 26, Rows: 12_345, Milliseconds: 80, [])))],
            [.. keys.SelectMany(key => new[] { new LedgerRow("mysql-lightsail", key, 1), new LedgerRow("mysql-rds", key, 1) })],
            [new ProcessMemory(At(1), "cutover-1", "FakeDoktoriApi", 42, 120, 130)]);
    }

    /// <summary>Unix microseconds of the beginning of the act with this index.</summary>
    public static long At(int actIndex) => ((Start - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) + (actIndex * ActLengthUs);

    public static RehearsalHistory WithLoad(this RehearsalHistory history, string act, string scenario, Func<LoadRecord, LoadRecord> change) =>
        history with { Loads = [.. history.Loads.Select(load => load.Act == act && load.Scenario == scenario ? change(load) : load)] };

    public static LoadRecord WithSample(this LoadRecord load, Sample sample) =>
        load with { Samples = [.. load.Samples, sample], Summary = load.Summary! with { Requests = load.Samples.Count + 1 } };

    public static Sample Request(long at, bool write, Outcome outcome = Outcome.Ok, long tookUs = 4_000) => new()
    {
        Intended = at,
        Started = at,
        Ended = at + tookUs,
        Group = write ? "writers" : "readers",
        Request = write ? "POST /meetings" : "GET /meetings",
        Write = write,
        Status = outcome == Outcome.Ok ? (write ? 201 : 200) : outcome == Outcome.Http ? 500 : 0,
        Outcome = outcome,
        Server = "api-lightsail",
        Phase = "baseline",
    };

    private static LoadRecord Load(Act act, int index, PlannedLoad planned)
    {
        var start = At(index);
        var isProbe = planned.Scenario == RehearsalPlan.WriteProbe;
        var movesTheWriter = act.Kind is ActKind.CutOver or ActKind.RollBack or ActKind.RollBackAll;
        var samples = new List<Sample>();
        var ledger = new List<LedgerEvent>();
        for (var offset = 0L; offset < planned.Duration.TotalMicroseconds; offset += isProbe ? 10_000 : 50_000)
        {
            var isDown = movesTheWriter && offset is >= FenceUs and < OpenUs;
            var sample = Request(start + offset, isProbe, isProbe && isDown ? Outcome.Http : Outcome.Ok);
            samples.Add(sample with { Edge = EdgeAt(act, offset) });
            if (isProbe)
            {
                var key = $"{act.Name}-{offset}";
                ledger.Add(new WriteSent(key, sample.Started));
                ledger.Add(new WriteAnswered(key, sample.Ended, isDown ? WriteOutcome.Refused : WriteOutcome.Ok, sample.Status));
            }
        }

        return new LoadRecord(act.Name, planned.Scenario, Summary(planned, start, samples.Count), samples, ledger);
    }

    // Clients stay for half a second after the record was changed.
    private static string EdgeAt(Act act, long offset)
    {
        var isOver = offset > RunbookStartUs + DnsChangeUs + 500_000;
        return act.Runbooks is [RunbookName.SwitchDns] ? (isOver ? "edge-vpc" : "edge-lightsail")
            : act.Runbooks is [RunbookName.RollBackDns] ? (isOver ? "edge-lightsail" : "edge-vpc")
            : "edge-lightsail";
    }

    private static MetricSummary Counter(string name, double value) => new() { Name = name, Kind = MetricKind.Counter, Count = 1, Value = value };

    private static RunSummary Summary(PlannedLoad planned, long start, int requests) => new()
    {
        Scenario = planned.Scenario,
        RunId = "run",
        StartedAt = DateTimeOffset.UnixEpoch.AddTicks(start * TimeSpan.TicksPerMicrosecond),
        EndedAt = DateTimeOffset.UnixEpoch.AddTicks(start * TimeSpan.TicksPerMicrosecond) + planned.Duration,
        DurationMs = (long)planned.Duration.TotalMilliseconds,
        Aborted = false,
        ExitCode = 0,
        Target = "http://127.0.0.1/api",
        Seed = 1,
        VirtualUsers = 20,
        Requests = requests,
        Failed = 0,
        PreflightRequests = 1,
        Metrics = planned.Scenario == "websocket"
            ? [Counter("ws_messages_received", 400), Counter("ws_messages_lost", 0), Counter("ws_messages_duplicated", 0), Counter("ws_disconnections", 0)]
            : [],
        Thresholds = [new ThresholdResult("migration_read_success", "> 0.99", 1, Ok: true)],
        WriteUnavailable = [],
        Ledger = null,
        Quotes = ["컷오버 중에도 읽기 100% 가용"],
    };

    private static IEnumerable<TimelineEvent> Timeline(Act act, int index)
    {
        var start = At(index);
        yield return new TimelineEvent(start, TimelineKind.Act, act.Name, null, act.Name, TimelineState.Started);
        // The full rollback tells of its database part as well.
        var runbooks = act.Kind == ActKind.RollBackAll ? [.. act.Runbooks, RunbookName.RollBack] : act.Runbooks;
        for (var position = 0; position < runbooks.Count; position++)
        {
            var shift = act.Kind == ActKind.RollBackAll ? 0 : position * 1_000_000;
            var runbook = runbooks[position];
            yield return new TimelineEvent(start + RunbookStartUs + shift, TimelineKind.Runbook, act.Name, null, runbook, TimelineState.Started);
            yield return new TimelineEvent(start + RunbookStartUs + shift + 10_000, TimelineKind.Step, act.Name, runbook, "StopSourceWrites", TimelineState.Started);
            yield return new TimelineEvent(start + RunbookStartUs + shift + 90_000, TimelineKind.Step, act.Name, runbook, "StopSourceWrites", TimelineState.Succeeded);
            yield return new TimelineEvent(
                start + RunbookEndUs + shift, TimelineKind.Runbook, act.Name, null, runbook, TimelineState.Succeeded, null,
                Facts(runbook, start + RunbookStartUs + shift));
        }

        yield return new TimelineEvent(start + ActLengthUs - 1, TimelineKind.Act, act.Name, null, act.Name, TimelineState.Succeeded);
    }

    private static Dictionary<string, string>? Facts(string runbook, long start) => runbook switch
    {
        RunbookName.CutOver or RunbookName.RollBack => new() { [SwitchWindow.ServerFact] = "61.5" },
        RunbookName.SwitchDns or RunbookName.RollBackDns => new()
        {
            [FactNames.RecordChangedAtUs] = (start + DnsChangeUs).ToString(CultureInfo.InvariantCulture),
            [FactNames.TtlSeconds] = "1",
        },
        _ => null,
    };

    // The source numbers its own transactions 1-100; after a cutover the target adds its own, which reverse replication carries back.
    private static IEnumerable<ServerSnapshot> Snapshots(RehearsalPlan plan, Act act, int index)
    {
        var targetWrites = plan.Acts.Take(index + 1).LastOrDefault(before => before.Kind is ActKind.CutOver or ActKind.RollBack or ActKind.RollBackAll)?.Kind == ActKind.CutOver;
        var gtids = $"{SourceUuid}:1-{100 + index},{TargetUuid}:1-{50 + index}";
        yield return new ServerSnapshot(At(index) + ActLengthUs - 2, act.Name, "after", "mysql-lightsail", SourceUuid, gtids, AppCanWrite: !targetWrites);
        yield return new ServerSnapshot(At(index) + ActLengthUs - 2, act.Name, "after", "mysql-rds", TargetUuid, gtids, AppCanWrite: targetWrites);
    }
}
