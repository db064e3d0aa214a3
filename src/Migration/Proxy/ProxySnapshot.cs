namespace Migration.Proxy;

/// <summary>Where the proxy sends new connections.</summary>
internal sealed record ProxySnapshot(string Active, int Generation, IReadOnlyList<ProxyUpstream> Upstreams);
