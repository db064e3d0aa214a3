using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>The old edge sends none of the services to this site.</summary>
internal sealed class RoutesAreAwayFrom(IReadOnlyList<Service> services, Site site) : Guard
{
    public override string Name => $"{Words.Name(services)}AreAwayFrom{site}";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        var there = services.Where(service => state.ActiveOf(service) == run.Traffic.Options.Instance(service, site).Name).ToList();
        return there.Count == 0
            ? Finding.Ok(string.Join(", ", services.Select(service => $"{Words.Of(service)} goes to {state.ActiveOf(service)}")))
            : Finding.Not($"{Words.Of(there)} goes to {Words.Of(site)}");
    }
}
