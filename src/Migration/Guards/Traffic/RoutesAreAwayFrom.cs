using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>The old edge sends none of the services to this side.</summary>
internal sealed class RoutesAreAwayFrom(IReadOnlyList<Service> services, Side side) : Guard
{
    public override string Name => $"{Words.Name(services)}AreAwayFrom{side}";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        var there = services.Where(service => state.ActiveOf(service) == run.Traffic.Options.Instance(service, side).Name).ToList();
        return there.Count == 0
            ? Finding.Ok(string.Join(", ", services.Select(service => $"{Words.Of(service)} goes to {state.ActiveOf(service)}")))
            : Finding.Not($"{Words.Of(there)} goes to {Words.Of(side)}");
    }
}
