using Migration.Guards.Traffic;
using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration;

/// <summary>The runbooks of phases 9 to 11 and the full rollback, in the order in which operators use them. Each reads top to bottom: what must hold, then what is done.</summary>
public static class TrafficRunbooks
{
    private static readonly Service[] BothServices = [Service.Api, Service.Chat];

    /// <summary>Phase 9: blue → green, one service after the other. Undone as a whole.</summary>
    /// <param name="services">Default: api, then chat.</param>
    public static Runbook DeployServices(IReadOnlyList<Service>? services = null)
    {
        IReadOnlyList<Service> chosen = services ?? BothServices;
        return new(
            "deploy-services",
            "Start the new image of each service beside the old one, move its clients, stop the old one.",
            [
                new EdgeAnswers(EdgeRole.Old, chosen),
                new EdgeServes(EdgeRole.Old, chosen),
                new RoutesAreAt(chosen, Site.Blue),
                new InstancesAreReady(chosen, Site.Blue),
                new InstancesCanBeControlled(chosen, Site.Blue),
                new InstancesCanBeControlled(chosen, Site.Green),
            ],
            [.. chosen.SelectMany(service => ReplaceSteps(service, Site.Blue, Site.Green))])
        {
            Needs = Needs.Edge | Needs.Blue | Needs.Green | Needs.InstanceControl | TrafficChecks.NeedOf(chosen),
            Arguments = Argument(chosen),
        };
    }

    /// <summary>10-service-rollback: green → blue, in the opposite order. The old image comes back the way the new one came.</summary>
    /// <param name="services">Those to roll back, in the order of their deploy; default: api, chat.</param>
    public static Runbook RollBackServices(IReadOnlyList<Service>? services = null)
    {
        IReadOnlyList<Service> chosen = services ?? BothServices;
        return new(
            "roll-back-services",
            "Start the old image of each service again, move its clients back, stop the new one.",
            [
                new EdgeAnswers(EdgeRole.Old, chosen),
                new RoutesAreAt(chosen, Site.Green),
                new InstancesCanBeControlled(chosen, Site.Blue),
                new InstancesCanBeControlled(chosen, Site.Green),
            ],
            [.. chosen.Reverse().SelectMany(service => ReplaceSteps(service, Site.Green, Site.Blue))])
        {
            Needs = Needs.Edge | Needs.Blue | Needs.Green | Needs.InstanceControl | TrafficChecks.NeedOf(chosen),
            Arguments = Argument(chosen),
            Reached = [new RoutesAreAt(chosen, Site.Blue)],
        };
    }

    /// <summary>Phase 10: the old edge's upstreams move to the new network, both in one reload.</summary>
    /// <param name="from">Where they are now.</param>
    public static Runbook SwitchNginx(Site from = Site.Green) => new(
        "switch-nginx",
        "Move the old edge's upstreams to the new network in one reload.",
        [
            new EdgeAnswers(EdgeRole.Old, BothServices),
            new EdgeServes(EdgeRole.Old, BothServices),
            new RoutesAreAt(BothServices, from),
            new InstancesAreReady(BothServices, Site.Vpc),
            new EdgeAccepts(BothServices, Site.Vpc),
        ],
        SwitchSteps(Site.Vpc))
    {
        Needs = Needs.Edge | Needs.Vpc | Needs.BothServices | TrafficChecks.NeedOf(from),
        Arguments = Argument(from),
    };

    /// <summary>11-nginx-rollback: the upstreams move back.</summary>
    /// <param name="to">Where they were before.</param>
    public static Runbook RollBackNginx(Site to = Site.Green) => new(
        "roll-back-nginx",
        "Move the old edge's upstreams back in one reload.",
        [
            new EdgeAnswers(EdgeRole.Old, BothServices),
            new RoutesAreAt(BothServices, Site.Vpc),
            new InstancesAreReady(BothServices, to),
            new EdgeAccepts(BothServices, to),
        ],
        SwitchSteps(to))
    {
        Needs = Needs.Edge | Needs.Vpc | Needs.BothServices | TrafficChecks.NeedOf(to),
        Arguments = Argument(to),
        Reached = [new RoutesAreAwayFrom(BothServices, Site.Vpc)],
    };

    /// <summary>Phase 11: the record moves to the new edge. The old edge goes on serving.</summary>
    /// <param name="raiseTtl">Afterwards put the TTL back, which makes the way back as slow as that TTL.</param>
    public static Runbook SwitchDns(bool raiseTtl = false) => new(
        "switch-dns",
        "Point the record to the new edge, with a TTL that was lowered long enough before.",
        [
            new EdgeAnswers(EdgeRole.Old, BothServices),
            new EdgeAnswers(EdgeRole.New, BothServices),
            new EdgeServes(EdgeRole.Old, BothServices),
            new EdgeServes(EdgeRole.New, BothServices),
            new EdgesAreEqual(BothServices),
            new RecordIsAt(EdgeRole.Old),
            new TtlCanBeWaitedOut(),
        ],
        [
            new LowerTtl(),
            new WaitOutOldTtl(),
            new MoveRecord(EdgeRole.New),
            new WatchPropagation(EdgeRole.New, aftercare: false),
            new AwaitIdleEdge(EdgeRole.Old),
            .. raiseTtl ? [new RaiseTtl()] : Array.Empty<Step>(),
        ])
    {
        Needs = Needs.Edge | Needs.NewEdge | Needs.Dns,
        Arguments = Argument(raiseTtl, awaitIdle: true),
    };

    /// <summary>Phase 11 back: the record points to the old edge again, at once and with the low TTL.</summary>
    /// <param name="raiseTtl">Afterwards put the TTL back.</param>
    /// <param name="awaitIdle">Afterwards wait until the new edge is idle; a full rollback does not.</param>
    public static Runbook RollBackDns(bool raiseTtl = false, bool awaitIdle = true) => new(
        "roll-back-dns",
        "Point the record to the old edge again.",
        [
            new EdgeAnswers(EdgeRole.Old, BothServices),
            new EdgeServes(EdgeRole.Old, BothServices),
            new RecordIsAt(EdgeRole.New),
        ],
        [
            new MoveRecord(EdgeRole.Old),
            new WatchPropagation(EdgeRole.Old, aftercare: true),
            .. awaitIdle ? [new AwaitIdleEdge(EdgeRole.New)] : Array.Empty<Step>(),
            .. raiseTtl ? [new RaiseTtl()] : Array.Empty<Step>(),
        ])
    {
        Needs = Needs.Edge | Needs.Dns | (awaitIdle ? Needs.NewEdge : Needs.Nothing),
        Arguments = Argument(raiseTtl, awaitIdle),
        Reached = [new RecordIsAt(EdgeRole.Old)],
    };

    /// <summary>The full rollback: edges (record, then upstreams) → services → database. Parts that are at their start state are skipped.</summary>
    /// <param name="nginxTo">Where the old edge's upstreams were before phase 10.</param>
    /// <param name="order">See <see cref="SwitchOrder"/>.</param>
    /// <param name="acceptLoss">The database goes back without reverse replication, although rows are lost.</param>
    public static Runbook RollBackAll(Site nginxTo = Site.Green, SwitchOrder order = SwitchOrder.SwitchFirst, bool acceptLoss = false)
    {
        Runbook[] parts = [RollBackDns(awaitIdle: false), RollBackNginx(nginxTo), RollBackServices(), Runbooks.RollBack(order, acceptLoss)];
        return new("roll-back-all", "Take everything back to the start: record, upstreams, services, database.", [], [])
        {
            Parts = parts,
            Needs = parts.Aggregate(Needs.Nothing, (needs, part) => needs | part.Needs),
        };
    }

    /// <summary>Every runbook of this class, as they are with default arguments.</summary>
    public static IReadOnlyList<Runbook> All() =>
        [DeployServices(), RollBackServices(), SwitchNginx(), RollBackNginx(), SwitchDns(), RollBackDns(), RollBackAll()];

    /// <summary>The runbook a journal names; null when none of these has that name. (A composition has no journal, its parts have.)</summary>
    internal static Runbook? FromJournal(string name, IReadOnlyDictionary<string, string> arguments)
    {
        bool Said(string argument) => arguments.GetValueOrDefault(argument) == "yes";
        var site = Enum.TryParse<Site>(arguments.GetValueOrDefault("site"), out var written) ? written : Site.Green;
        IReadOnlyList<Service>? services = arguments.GetValueOrDefault("services") is { } chosen ? [.. chosen.Split(',').Select(Enum.Parse<Service>)] : null;
        return name switch
        {
            "deploy-services" => DeployServices(services),
            "roll-back-services" => RollBackServices(services),
            "switch-nginx" => SwitchNginx(site),
            "roll-back-nginx" => RollBackNginx(site),
            "switch-dns" => SwitchDns(Said("raise-ttl")),
            "roll-back-dns" => RollBackDns(Said("raise-ttl"), Said("await-idle")),
            _ => null,
        };
    }

    /// <summary>
    /// One service from one instance to the other; at any moment the edge sends its clients to an instance that was ready.
    /// 1 start → 2 ready → 3 warm → 4 test → 5 move → 6 confirm → 7 drain → 8 stop. Undone in the opposite order: the old one runs again (8) before
    /// clients come back to it (5), and the new one is stopped (1) after they have left it.
    /// </summary>
    private static Step[] ReplaceSteps(Service service, Site from, Site to) =>
    [
        new StartInstance(service, to),
        new AwaitReady(service, to),
        new WarmInstance(service, to),
        new TestRoutes([service], to),
        new MoveRoutes([service], to),
        new ConfirmServers([service], to),
        new DrainInstance(service, from),
        new StopInstance(service, from, to),
    ];

    /// <summary>edit and test → reload → confirm → watch.</summary>
    private static Step[] SwitchSteps(Site to) =>
    [
        new TestRoutes(BothServices, to),
        new MoveRoutes(BothServices, to),
        new ConfirmServers(BothServices, to),
        new WatchOldUpstreams(BothServices),
    ];

    private static Dictionary<string, string> Argument(IReadOnlyList<Service> services) => new() { ["services"] = string.Join(',', services) };

    private static Dictionary<string, string> Argument(Site site) => new() { ["site"] = site.ToString() };

    private static Dictionary<string, string> Argument(bool raiseTtl, bool awaitIdle) =>
        new() { ["raise-ttl"] = raiseTtl ? "yes" : "no", ["await-idle"] = awaitIdle ? "yes" : "no" };
}
