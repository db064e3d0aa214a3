using System.Net;

namespace ProxyBench;

/// <summary>A way to the upstream: directly or through a proxy that runs as its own process.</summary>
internal interface IRoute : IAsyncDisposable
{
    string Name { get; }

    IPEndPoint EndPoint { get; }
}
