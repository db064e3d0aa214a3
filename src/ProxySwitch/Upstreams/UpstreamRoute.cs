using System.Net;

namespace ProxySwitch.Upstreams;

/// <summary>An upstream with its name resolved, as nginx does it: once, when the table is loaded. The addresses are tried in order.</summary>
internal sealed record UpstreamRoute(Upstream Upstream, IReadOnlyList<IPEndPoint> EndPoints);
