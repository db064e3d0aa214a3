using System.Collections.Concurrent;
using ProxySwitch.Edge.Forwarding;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>Decides where new requests go.</summary>
internal sealed class EdgeSwitchboard(
    TableFile<EdgeTable> file, EdgeTableFormat format, IUpstreamNetwork network, UpstreamClients clients, TimeProvider clock, ILogger<EdgeSwitchboard> log)
    : Switchboard<EdgeTable, EdgeChange, EdgePlan, EdgeGeneration>(file, log)
{
    private readonly ILogger log = log;
    private readonly ConcurrentDictionary<string, UpstreamCounts> counts = [];

    public override EdgeTable CurrentTable => Current.Table;

    public IEnumerable<UpstreamCounts> AllCounts => counts.Values;

    public UpstreamCounts CountsOf(string upstream) => counts.GetOrAdd(upstream, static name => new(name));

    /// <summary>What the file would be refused for, the change is refused for.</summary>
    protected override (EdgeTable? Table, TableProblem? Problem) Edit(EdgeTable table, EdgeChange change)
    {
        var (edited, problem) = format.Parse(format.Write(change.ApplyTo(table)));
        return (edited, problem is null ? null : problem with { Line = null, Column = null }); // a place in a file that does not exist
    }

    protected override async Task<(EdgePlan? Plan, TableProblem? Problem)> ResolveAsync(EdgeTable table, CancellationToken cancellation)
    {
        var (api, problem) = await network.ResolveAsync(table.ActiveUpstream(EdgeRoute.Api), cancellation);
        if (api is null)
        {
            return (null, problem);
        }

        (var chat, problem) = await network.ResolveAsync(table.ActiveUpstream(EdgeRoute.Chat), cancellation);
        return chat is null ? (null, problem) : (new(table, api, chat), null);
    }

    /// <summary>Only what changes is asked: a chat server that is down already must not stand in the way of the api's rollback.</summary>
    protected override async Task<TableProblem?> ProbeAsync(EdgePlan plan, CancellationToken cancellation)
    {
        var before = Current.Table;
        foreach (var route in new[] { plan.Api, plan.Chat }.DistinctBy(route => route.Upstream.Name))
        {
            var serves = new[] { before.ActiveUpstream(EdgeRoute.Api), before.ActiveUpstream(EdgeRoute.Chat) }.Contains(route.Upstream);
            if (!serves && await network.ProbeAsync(route, cancellation) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    protected override EdgeTable TableOf(EdgePlan plan) => plan.Table;

    protected override string Describe(EdgeChange change) => change.ToString();

    protected override EdgeGeneration Enter(EdgePlan plan, int number)
    {
        var (api, chat) = (clients.Of(plan.Api), clients.Of(plan.Chat));
        clients.KeepOnly([api, chat]);
        return new(number, plan.Table, clock.GetUtcNow(), Target(plan.Api, api), Target(plan.Chat, chat));
    }

    protected override void Entered(EdgeGeneration generation)
    {
        foreach (var former in History)
        {
            if (former != generation)
            {
                former.Retire(clock.GetTimestamp());
            }
        }

        var (api, chat) = (generation.Table.ActiveUpstream(EdgeRoute.Api), generation.Table.ActiveUpstream(EdgeRoute.Chat));
        log.GenerationEntered(generation.Number, api.Name, api.Address.ToString(), chat.Name, chat.Address.ToString());
    }

    private Target Target(UpstreamRoute route, HttpMessageInvoker client)
    {
        var of = CountsOf(route.Upstream.Name);
        of.LastAddress = route.Upstream.Address;
        return new(route, client, of);
    }
}
