using System.Net;

namespace ProxyBench;

internal sealed class DirectRoute(IPEndPoint upstream) : IRoute
{
    public string Name => "direct";

    public IPEndPoint EndPoint => upstream;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
