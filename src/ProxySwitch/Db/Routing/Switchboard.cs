using System.Collections.Concurrent;
using ProxySwitch.Db.Sessions;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>Decides where new sessions go. A change is the name of an upstream, which must take connections before it becomes the active one.</summary>
internal sealed class Switchboard(TableFile<UpstreamTable> file, IUpstreamNetwork network, TimeProvider clock, ILogger<Switchboard> log)
    : Switchboard<UpstreamTable, string, UpstreamPlan, Generation>(file, log)
{
    private readonly ILogger log = log;
    private readonly ConcurrentDictionary<string, UpstreamTraffic> traffic = [];

    public override UpstreamTable CurrentTable => Current.Table;

    public IEnumerable<UpstreamTraffic> AllTraffic => traffic.Values;

    public UpstreamTraffic TrafficOf(string upstream) => traffic.GetOrAdd(upstream, static name => new(name));

    protected override (UpstreamTable? Table, TableProblem? Problem) Edit(UpstreamTable table, string change) => table.Find(change) is null
        ? (null, new(TableProblemCodes.UnknownUpstream, $"there is no upstream '{change}' ({table.Names})"))
        : (table with { Active = change }, null);

    protected override async Task<(UpstreamPlan? Plan, TableProblem? Problem)> ResolveAsync(UpstreamTable table, CancellationToken cancellation)
    {
        var (route, problem) = await network.ResolveAsync(table.ActiveUpstream, cancellation);
        return (route is null ? null : new(table, route), problem);
    }

    protected override Task<TableProblem?> ProbeAsync(UpstreamPlan plan, CancellationToken cancellation) => network.ProbeAsync(plan.Route, cancellation);

    protected override UpstreamTable TableOf(UpstreamPlan plan) => plan.Table;

    protected override string Describe(string change) => change;

    protected override Generation Enter(UpstreamPlan plan, int number)
    {
        var upstream = TrafficOf(plan.Table.Active);
        upstream.LastAddress = plan.Route.Upstream.Address;
        return new(number, plan.Table, plan.Route, clock.GetUtcNow(), upstream);
    }

    protected override void Entered(Generation generation) =>
        log.GenerationEntered(generation.Number, generation.Table.Active, generation.Route.Upstream.Address.ToString());
}
