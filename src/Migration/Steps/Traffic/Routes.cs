using Migration.Edges;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>The change that makes an edge send services to the instances of one site.</summary>
internal static class Routes
{
    /// <summary>An upstream the edge knows keeps the address it has there; one it does not know is added with ours.</summary>
    public static EdgeChange To(RunContext run, EdgeSnapshot state, IReadOnlyList<Service> services, Site site)
    {
        var instances = services.ToDictionary(service => service, service => run.Traffic.Options.Instance(service, site));
        return new EdgeChange(
            instances.ToDictionary(pair => EdgeSnapshot.RouteOf(pair.Key), pair => pair.Value.Name),
            instances.Values.Where(instance => state.Upstream(instance.Name) is not { Configured: true }).ToDictionary(instance => instance.Name, instance => instance.HostAndPort));
    }
}
