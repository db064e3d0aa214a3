namespace Migration.Proxy;

/// <summary>The proxy's control API did not answer, or refused.</summary>
internal sealed class ProxyFailure(string message, Exception? inner = null) : Exception($"proxy: {message}", inner);
