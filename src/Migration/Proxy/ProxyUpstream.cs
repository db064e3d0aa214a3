namespace Migration.Proxy;

internal sealed record ProxyUpstream(string Name, string Address, long Sessions);
