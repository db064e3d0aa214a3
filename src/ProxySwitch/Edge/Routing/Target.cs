using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>Where the requests of a route go: an upstream, its connections and its counters.</summary>
internal sealed class Target(UpstreamRoute route, HttpMessageInvoker client, UpstreamCounts counts)
{
    public string Name => route.Upstream.Name;

    /// <summary>Scheme and authority, to which a request's target is appended.</summary>
    public string Prefix { get; } = $"http://{route.Upstream.Address}";

    public HttpMessageInvoker Client => client;

    public UpstreamCounts Counts => counts;
}
