using Migration.Edges;
using Migration.Instances;
using Migration.Web;
using Migration.Zones;

namespace Migration.Running;

/// <summary>One run's ways to the edges, the name server and the instances. Each is opened when it is first used.</summary>
internal sealed class TrafficDesk(TrafficOptions options, MigrationContext context) : IDisposable
{
    private readonly Dictionary<EdgeRole, IEdgeControl> _edges = [];
    private readonly Lazy<IDnsControl> _dns = new(() => context.DnsFor(DnsOf(options)));
    private readonly Lazy<IDnsLookup> _lookup = new(() => context.LookupFor(DnsOf(options), context.Time));
    private readonly Lazy<IInstanceControl> _instances = new(() => context.InstancesFor(options));
    private readonly Lazy<IWebProbe> _web = new(() => context.WebFor(context.Time));

    public TrafficOptions Options => options;

    public DnsEndpoint Zone => DnsOf(options);

    public IDnsControl Dns => _dns.Value;

    public IDnsLookup Lookup => _lookup.Value;

    public IInstanceControl Instances => _instances.Value;

    public IWebProbe Web => _web.Value;

    public IEdgeControl Edge(EdgeRole role)
    {
        if (!_edges.TryGetValue(role, out var edge))
        {
            _edges[role] = edge = context.EdgeFor(options.EdgeOf(role));
        }

        return edge;
    }

    /// <summary>As a client that has just come: through the edge, on a new connection.</summary>
    public Task<WebAnswer> ThroughAsync(EdgeRole edge, Service service, CancellationToken cancellation) =>
        Web.GetFreshAsync(new Uri(options.EdgeOf(edge).Url, options[service].ProbePath), cancellation);

    /// <summary>Straight at the instance.</summary>
    public Task<WebAnswer> DirectAsync(Service service, Site site, string path, CancellationToken cancellation) =>
        Web.GetAsync(new Uri(options.Instance(service, site).Url, path), cancellation);

    public Task<WebAnswer> ReadinessAsync(Service service, Site site, CancellationToken cancellation) =>
        Web.GetFreshAsync(new Uri(options.Instance(service, site).Url, options[service].ReadinessPath), cancellation);

    /// <summary>Its process is gone as far as its control knows, and nothing listens at its address.</summary>
    public async Task<bool> IsDownAsync(Service service, Site site, CancellationToken cancellation) =>
        (await ReadinessAsync(service, site, cancellation)).IsDown
        && await Instances.IsRunningAsync(options.Instance(service, site), cancellation) != true;

    public void Dispose()
    {
        foreach (var opened in _edges.Values)
        {
            opened.Dispose();
        }

        Close(_dns);
        Close(_instances);
        Close(_web);
    }

    private static void Close<T>(Lazy<T> opened) where T : IDisposable
    {
        if (opened.IsValueCreated)
        {
            opened.Value.Dispose();
        }
    }

    private static DnsEndpoint DnsOf(TrafficOptions options) => options.Dns ?? throw new InvalidOperationException("the runbook did not say that it needs the name server");
}
