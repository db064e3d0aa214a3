namespace ProxySwitch.Upstreams;

internal sealed record Upstream(string Name, UpstreamAddress Address);
