using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary><c>nginx -t</c>: the edge tests the table as it will be, and that the new upstreams take connections.</summary>
internal sealed class TestRoutes(IReadOnlyList<Service> services, Site site) : Step
{
    public override string Name => $"Test{Words.Name(services)}On{site}";

    public override string Intent => $"edge: test the table with {Words.Of(services)} on {Words.Of(site)}; changes nothing";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var edge = run.Traffic.Edge(EdgeRole.Old);
        var change = Routes.To(run, await edge.StateAsync(cancellation), services, site);
        await edge.TestAsync(change, cancellation);
        return Finding.Ok($"{string.Join(", ", change.Active.Values)}: the edge would take it");
    }
}
