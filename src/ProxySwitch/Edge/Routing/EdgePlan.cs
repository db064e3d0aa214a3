using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>A table with its active upstreams resolved.</summary>
internal sealed record EdgePlan(EdgeTable Table, UpstreamRoute Api, UpstreamRoute Chat);
