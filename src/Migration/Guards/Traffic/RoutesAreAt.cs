using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>The old edge sends the services to the instances of this site now.</summary>
internal sealed class RoutesAreAt(IReadOnlyList<Service> services, Site site) : Guard
{
    public override string Name => $"{Words.Name(services)}{(services.Count == 1 ? "Is" : "Are")}On{site}";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        var astray = services.Where(service => state.ActiveOf(service) != run.Traffic.Options.Instance(service, site).Name).ToList();
        return astray.Count == 0
            ? Finding.Ok(string.Join(", ", services.Select(service => $"{Words.Of(service)} goes to {state.ActiveOf(service)}")))
            : Finding.Not(string.Join(", ", astray.Select(service => $"{Words.Of(service)} goes to {state.ActiveOf(service) ?? "nowhere"}, not to {run.Traffic.Options.Instance(service, site).Name}")), "`status` shows where everything goes");
    }
}
