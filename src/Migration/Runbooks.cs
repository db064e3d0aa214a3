using Migration.Guards;
using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration;

/// <summary>All runbooks of the database migration (the rest of it: <see cref="TrafficRunbooks"/>), in the order in which operators use them. Each reads top to bottom: what must hold, then what is done.</summary>
public static class Runbooks
{
    /// <summary>01: may this source be migrated at all? Only looks.</summary>
    public static Runbook CheckSource() => new(
        "check-source",
        "Check whether the source can be migrated.",
        [
            new IsReachable(ServerRole.Source),
            new AdminSuffices(ServerRole.Source),
            new LogsRows(ServerRole.Source),
            new KeepsBinlogs(ServerRole.Source),
            new IsOpenToApp(ServerRole.Source),
            new IsNoReplica(ServerRole.Source),
            new TablesSuit(ServerRole.Source),
            new AppCanLogIn(ServerRole.Source),
            new HasNoLongTransactions(ServerRole.Source),
            new HasNoRunningDdl(ServerRole.Source),
            new DiskSuffices(ServerRole.Source, timesTheData: 0.1),
        ],
        []) { OnlyLooks = true };

    /// <summary>02: dump the source at one GTID point and load it into the target.</summary>
    public static Runbook DumpAndLoad() => new(
        "dump-and-load",
        "Copy the source's database to the target at one GTID point.",
        [
            new IsReachable(ServerRole.Source),
            new IsReachable(ServerRole.Target),
            new AreTwoServers(),
            new AdminSuffices(ServerRole.Source),
            new AdminSuffices(ServerRole.Target),
            new OffersRdsProcedures(),
            new LogsRows(ServerRole.Source),
            new LogsRows(ServerRole.Target),
            new KeepsBinlogs(ServerRole.Source),
            new IsNoReplica(ServerRole.Target),
            new LacksDatabase(),
            new TablesSuit(ServerRole.Source),
            new ObjectsCanBeLoaded(),
            new HasNoRunningDdl(ServerRole.Source),
            new DiskSuffices(ServerRole.Target, timesTheData: 2),
            new DumpToolFits(),
        ],
        [
            new FenceTarget(),
            new CopyDatabase(),
            new SetReplicationStart(),
            new ProveSchemas(),
        ]);

    /// <summary>03: fence the application on the target and replicate source → target.</summary>
    public static Runbook SetUpReplication() => new(
        "set-up-replication",
        "Fence the application on the target and replicate the source to it.",
        [
            new IsReachable(ServerRole.Source),
            new IsReachable(ServerRole.Target),
            new AreTwoServers(),
            new AdminSuffices(ServerRole.Source),
            new AdminSuffices(ServerRole.Target),
            new OffersRdsProcedures(),
            new LogsRows(ServerRole.Source),
            new LogsRows(ServerRole.Target),
            new KeepsBinlogs(ServerRole.Source),
            new IsOpenToApp(ServerRole.Source),
            new IsNoReplica(ServerRole.Source),
            new SchemasAreEqual(),
            new HasNoErrantTransactions(),
        ],
        [
            new PrepareAccounts(),
            new FenceTarget(),
            new KeepTargetBinlogs(),
            new StartReplicating(Way.Forward),
            new WaitUntilCaughtUp(Way.Forward),
        ]);

    /// <summary>04: watch replication (in whichever direction it runs) until it was healthy and caught up for <paramref name="stableFor"/>. Only looks.</summary>
    /// <param name="stableFor">Default: 10 s.</param>
    public static Runbook WatchReplication(TimeSpan? stableFor = null) => new(
        "watch",
        "Watch replication until it is stable.",
        [new IsReachable(ServerRole.Source), new IsReachable(ServerRole.Target)],
        [new Watch(stableFor ?? TimeSpan.FromSeconds(10))]) { OnlyLooks = true };

    /// <summary>05: same schema, same AUTO_INCREMENT heads, same rows on both servers? Only looks.</summary>
    public static Runbook VerifyData() => new(
        "verify-data",
        "Verify that both servers hold the same schema and the same rows.",
        [new IsReachable(ServerRole.Source), new IsReachable(ServerRole.Target), new AreTwoServers()],
        [new ProveSchemas(), new ProveAutoIncrement(), new CompareTables(new ChecksumOptions())]) { OnlyLooks = true };

    /// <summary>06: move the application's writes from the source to the target.</summary>
    public static Runbook CutOver(SwitchOrder order = SwitchOrder.SwitchFirst) => new(
        "cut-over",
        "Move the application's writes from the source to the target.",
        [
            new IsReachable(ServerRole.Source),
            new IsReachable(ServerRole.Target),
            new AreTwoServers(),
            new AdminSuffices(ServerRole.Source),
            new AdminSuffices(ServerRole.Target),
            new OffersRdsProcedures(),
            new LogsRows(ServerRole.Source),
            new LogsRows(ServerRole.Target),
            new IsOpenToApp(ServerRole.Source),
            new IsClosedToApp(ServerRole.Target),
            new IsNoReplica(ServerRole.Source),
            new Replicates(Way.Forward),
            new IsCaughtUp(Way.Forward),
            new HasNoErrantTransactions(),
            new HasNoLongTransactions(ServerRole.Source),
            new HasNoRunningDdl(ServerRole.Source),
            new SessionGateIsFree(ServerRole.Source),
            new SessionGateIsFree(ServerRole.Target),
            new AppAsksAtTheGate(ServerRole.Source),
            new SchemasAreEqual(),
            new AutoIncrementHeadsSuit(Way.Forward),
            new DiskSuffices(ServerRole.Source, timesTheData: 0.1),
            new DiskSuffices(ServerRole.Target, timesTheData: 0.1),
            new ProxyAnswers(Way.Forward),
            new AppAccountMatches(Way.Forward),
            new AppCanLogIn(ServerRole.Source),
            new AppCanLogIn(ServerRole.Target),
            new ReplicationAccountWorks(ServerRole.Target),
            new KeepsBinlogs(ServerRole.Source),
            new KeepsBinlogs(ServerRole.Target),
            new ProbeRowExists(ServerRole.Source),
        ],
        [.. SwitchSteps(Way.Forward, order, replicated: true), new KeepSourceFrozen()]) { Arguments = Argument(order) };

    /// <summary>07: move the application's writes back to the source, and replicate forward again so that a second attempt is possible.</summary>
    /// <param name="order">See <see cref="SwitchOrder"/>.</param>
    /// <param name="acceptLoss">Go on without reverse replication, although rows are lost.</param>
    public static Runbook RollBack(SwitchOrder order = SwitchOrder.SwitchFirst, bool acceptLoss = false) => new(
        "roll-back",
        acceptLoss ? "Move the application's writes back to the source, losing what was written since." : "Move the application's writes back to the source, losing nothing.",
        [
            new IsReachable(ServerRole.Source),
            new IsReachable(ServerRole.Target),
            new AreTwoServers(),
            new AdminSuffices(ServerRole.Source),
            new AdminSuffices(ServerRole.Target),
            new OffersRdsProcedures(),
            new LogsRows(ServerRole.Source),
            new LogsRows(ServerRole.Target),
            new IsOpenToApp(ServerRole.Target),
            new IsClosedToApp(ServerRole.Source),
            new IsNoReplica(ServerRole.Target),
            new LossIsKnown(acceptLoss),
            .. acceptLoss ? Array.Empty<Guard>() : [new Replicates(Way.Back), new IsCaughtUp(Way.Back)],
            new HasNoLongTransactions(ServerRole.Target),
            new HasNoRunningDdl(ServerRole.Target),
            new SessionGateIsFree(ServerRole.Target),
            new AppAsksAtTheGate(ServerRole.Target),
            .. acceptLoss ? Array.Empty<Guard>() : [new SchemasAreEqual(), new AutoIncrementHeadsSuit(Way.Back)],
            new ProxyAnswers(Way.Back),
            new AppAccountMatches(Way.Back),
            new AppCanLogIn(ServerRole.Source),
            new AppCanLogIn(ServerRole.Target),
            new ReplicationAccountWorks(ServerRole.Source),
            new KeepsBinlogs(ServerRole.Source),
            new KeepsBinlogs(ServerRole.Target),
            new ProbeRowExists(ServerRole.Target),
        ],
        [
            .. SwitchSteps(Way.Back, order, replicated: !acceptLoss),
            new ForgetFreeze(),
            new DetachReplica(Way.Back, aftercare: true),
            .. acceptLoss ? Array.Empty<Step>() : [new StartReplicating(Way.Forward, aftercare: true), new WaitUntilCaughtUp(Way.Forward, aftercare: true)],
        ])
    {
        Arguments = new Dictionary<string, string>(Argument(order)) { ["accept-loss"] = acceptLoss ? "yes" : "no" },
        Reached =
        [
            new IsReachable(ServerRole.Source),
            new IsReachable(ServerRole.Target),
            new IsOpenToApp(ServerRole.Source),
            new IsClosedToApp(ServerRole.Target),
            new ProxySendsTo(ServerRole.Source),
        ],
    };

    /// <summary>08: make the old source a read-only replica of the target.</summary>
    public static Runbook SetUpReverseReplication() => new(
        "set-up-reverse-replication",
        "Make the old source a read-only replica of the target, so that a rollback loses nothing.",
        [
            new IsReachable(ServerRole.Source),
            new IsReachable(ServerRole.Target),
            new AreTwoServers(),
            new AdminSuffices(ServerRole.Source),
            new AdminSuffices(ServerRole.Target),
            new OffersRdsProcedures(),
            new LogsRows(ServerRole.Source),
            new LogsRows(ServerRole.Target),
            new IsOpenToApp(ServerRole.Target),
            new IsClosedToApp(ServerRole.Source),
            new IsNoReplica(ServerRole.Target),
            new ReplicationAccountWorks(ServerRole.Target),
            new KeepsBinlogs(ServerRole.Target),
        ],
        [
            new DetachReplica(Way.Forward, aftercare: false),
            new StartReplicating(Way.Back),
            new WaitUntilCaughtUp(Way.Back),
        ]);

    /// <summary>09: compare every table of both servers at one GTID point, and name the rows that differ. Only looks.</summary>
    public static Runbook Checksum(ChecksumOptions? options = null) => new(
        "checksum",
        "Compare every table of both servers.",
        [new IsReachable(ServerRole.Source), new IsReachable(ServerRole.Target), new AreTwoServers()],
        [new CompareTables(options ?? new ChecksumOptions())]) { OnlyLooks = true };

    /// <summary>Every runbook, as they are with default arguments.</summary>
    public static IReadOnlyList<Runbook> All() =>
        [CheckSource(), DumpAndLoad(), SetUpReplication(), WatchReplication(), VerifyData(), CutOver(), SetUpReverseReplication(), Checksum(), RollBack(), .. TrafficRunbooks.All()];

    /// <summary>The runbook a journal names; null when this version has none of that name.</summary>
    internal static Runbook? FromJournal(string name, IReadOnlyDictionary<string, string> arguments)
    {
        var order = Enum.TryParse<SwitchOrder>(arguments.GetValueOrDefault("order"), out var written) ? written : SwitchOrder.SwitchFirst;
        return name switch
        {
            "cut-over" => CutOver(order),
            "roll-back" => RollBack(order, arguments.GetValueOrDefault("accept-loss") == "yes"),
            _ => TrafficRunbooks.FromJournal(name, arguments) ?? All().FirstOrDefault(runbook => runbook.Name == name),
        };
    }

    /// <summary>
    /// The switch of docs/runbooks.md, in either direction. At any moment at most one of the two servers takes the application's writes:
    /// the old one is stopped (2) before the new one is opened (4), and undone in the opposite order.
    /// </summary>
    private static IReadOnlyList<Step> SwitchSteps(Way way, SwitchOrder order, bool replicated)
    {
        // 1 lay the road → 2 stop writes → 3 catch up → 4 promote (point of no return) → 5 move sessions → 6 confirm → 7 prove
        var layTheRoad = new SendNewConnections(way);
        return
        [
            new RecordStartState(way, replicated),
            .. order == SwitchOrder.SwitchFirst ? [layTheRoad] : Array.Empty<Step>(),
            new StopWrites(way),
            .. replicated ? [new CatchUp(way)] : Array.Empty<Step>(),
            new Promote(way),
            .. order == SwitchOrder.FenceFirst ? [layTheRoad] : Array.Empty<Step>(),
            new MoveSessions(way),
            new ConfirmWriteThroughProxy(way),
            new EndStragglers(way),
            new ProveNoSplitBrain(way),
        ];
    }

    private static Dictionary<string, string> Argument(SwitchOrder order) => new() { ["order"] = order.ToString() };
}
