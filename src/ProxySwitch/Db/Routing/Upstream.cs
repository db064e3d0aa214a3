namespace ProxySwitch.Db.Routing;

internal sealed record Upstream(string Name, UpstreamAddress Address);
