using Migration.Edges;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>
/// <c>nginx -s reload</c>: new connections go to the other site; requests in flight finish and WebSockets stay where they are.
/// The undo puts back, route by route, what was active before.
/// </summary>
internal sealed class MoveRoutes(IReadOnlyList<Service> services, Site site) : Step
{
    public override string Name => $"Send{Words.Name(services)}To{site}";

    public override string Intent => $"edge: new connections of {Words.Of(services)} go to {Words.Of(site)}; requests in flight finish, WebSockets stay";

    public override string? UndoIntent => $"edge: new connections of {Words.Of(services)} go where they went before";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    /// <summary>Notes what is active, and by which X-Server-Id old and new are told apart.</summary>
    internal override async Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        foreach (var service in services)
        {
            var instance = run.Traffic.Options.Instance(service, site);
            if (state.ActiveOf(service) is not { } active)
            {
                return Finding.Not($"the edge has no route {EdgeSnapshot.RouteOf(service)}");
            }

            var before = await run.Traffic.ThroughAsync(EdgeRole.Old, service, cancellation);
            var direct = await run.Traffic.DirectAsync(service, site, run.Traffic.Options[service].ProbePath, cancellation);
            if (!direct.IsServed)
            {
                return Finding.Not($"{instance.Name} answers {direct.Sentence}");
            }

            // The edge names the upstream when the instance does not name itself.
            var (oldId, newId) = (before.ServerId ?? active, direct.ServerId ?? instance.Name);
            if (oldId == newId)
            {
                return Finding.Not($"{active} and {instance.Name} both answer with X-Server-Id {oldId}: they could not be told apart", "give each instance an id of its own");
            }

            run.Memory[TrafficMemory.ActiveBefore(service)] = active;
            run.Memory[TrafficMemory.OldId(service)] = oldId;
            run.Memory[TrafficMemory.NewId(service)] = newId;
            run.Remember(TrafficMemory.OldRequests(service), state.Upstream(active)?.RequestsTotal ?? 0);
            run.Fact(FactNames.Of(service, FactNames.OldServerId), oldId);
        }

        return Finding.Ok();
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var edge = run.Traffic.Edge(EdgeRole.Old);
        var before = await edge.StateAsync(cancellation);
        var now = run.NowUs();
        foreach (var service in services)
        {
            run.Remember(TrafficMemory.SwitchedAt(service), now);
            run.Remember(TrafficMemory.OldRequests(service), before.Upstream(run.Recall(TrafficMemory.ActiveBefore(service))!)?.RequestsTotal ?? 0);
            run.Fact(FactNames.Of(service, FactNames.SwitchedAtUs), now);
        }

        var state = await edge.SwitchAsync(Routes.To(run, before, services, site), cancellation);
        return Finding.Ok($"generation {state.Generation}");
    }

    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        var astray = services.Where(service => state.ActiveOf(service) != run.Traffic.Options.Instance(service, site).Name).ToList();
        return astray.Count == 0
            ? Finding.Ok($"generation {state.Generation}")
            : Finding.Not($"the edge accepted the switch and still sends {Words.Of(astray)} to {string.Join(", ", astray.Select(service => state.ActiveOf(service)))}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var edge = run.Traffic.Edge(EdgeRole.Old);
        var state = await edge.StateAsync(cancellation);
        var back = services
            .Select(service => (Route: EdgeSnapshot.RouteOf(service), Upstream: run.Recall(TrafficMemory.ActiveBefore(service))))
            .Where(route => route.Upstream is not null && state.Active.GetValueOrDefault(route.Route) != route.Upstream)
            .ToDictionary(route => route.Route, route => route.Upstream!);
        if (back.Count > 0)
        {
            state = await edge.SwitchAsync(new EdgeChange(back, new Dictionary<string, string>()), cancellation);
        }

        var astray = back.Where(route => state.Active.GetValueOrDefault(route.Key) != route.Value).ToList();
        if (astray.Count > 0)
        {
            return Finding.Not($"the edge still sends {string.Join(", ", astray.Select(route => $"{route.Key} to {state.Active.GetValueOrDefault(route.Key)}"))}");
        }

        foreach (var service in services)
        {
            var answer = await run.Traffic.ThroughAsync(EdgeRole.Old, service, cancellation);
            if (!answer.IsServed)
            {
                return Finding.Not($"{Words.Of(service)} is back on {state.ActiveOf(service)}, which answers {answer.Sentence}");
            }
        }

        return Finding.Ok($"{string.Join(", ", services.Select(service => state.ActiveOf(service)))} serve");
    }
}
