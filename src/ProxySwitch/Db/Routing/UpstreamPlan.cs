using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>A table with its active upstream resolved.</summary>
internal sealed record UpstreamPlan(UpstreamTable Table, UpstreamRoute Route);
