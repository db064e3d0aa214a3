using Migration.Edges;
using Migration.Running;

namespace Migration.Guards.Traffic;

/// <summary>The edge's control API answers, and it has the routes.</summary>
internal sealed class EdgeAnswers(EdgeRole role, IReadOnlyList<Service> services) : Guard
{
    public override string Name => $"{role}EdgeAnswers";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(role).StateAsync(cancellation);
        var missing = services.Select(EdgeSnapshot.RouteOf).Where(route => !state.Active.ContainsKey(route)).ToList();
        return missing.Count == 0
            ? Finding.Ok($"generation {state.Generation}: {string.Join(", ", state.Active.Select(route => $"{route.Key} → {route.Value}"))}")
            : Finding.Not($"{run.Traffic.Options.EdgeOf(role).Name} has no route {string.Join(", ", missing)}");
    }
}
