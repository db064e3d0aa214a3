namespace Migration.Proxy;

internal sealed record ProxyRefusal(string? Code, string? Message);
