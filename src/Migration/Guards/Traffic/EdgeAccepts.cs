using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>The old edge would accept the switch: the table is right, and the upstreams take connections. <c>nginx -t</c>.</summary>
internal sealed class EdgeAccepts(IReadOnlyList<Service> services, Site site) : Guard
{
    public override string Name => $"EdgeAccepts{site}";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var edge = run.Traffic.Edge(EdgeRole.Old);
        await edge.TestAsync(Routes.To(run, await edge.StateAsync(cancellation), services, site), cancellation);
        return Finding.Ok();
    }
}
