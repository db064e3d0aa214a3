using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// The pools of kept-alive upstream connections, one per set of addresses: a reload that leaves an upstream where it is leaves its
/// connections, too. A pool that no table uses any more empties itself, because connections do not stay idle for long.
/// </summary>
internal sealed class UpstreamClients(EdgeOptions options, IUpstreamNetwork network) : IDisposable
{
    private static readonly Encoding HeaderBytes = Encoding.Latin1; // one character per byte: what came in goes out

    private readonly ConcurrentDictionary<string, HttpMessageInvoker> clients = [];

    public HttpMessageInvoker Of(UpstreamRoute route) => clients.GetOrAdd(string.Join(' ', route.EndPoints), _ => Create(route));

    public void KeepOnly(IReadOnlyCollection<HttpMessageInvoker> used)
    {
        foreach (var (key, client) in clients)
        {
            if (!used.Contains(client))
            {
                clients.TryRemove(key, out _); // not disposed: requests of old generations are still on it
            }
        }
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private HttpMessageInvoker Create(UpstreamRoute route) => new(new WholeBody.Exchanger(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = false,
        ActivityHeadersPropagator = null, // the exchange writes traceparent, if anyone listens; else the client's goes through as it came
        ConnectTimeout = Timeout.InfiniteTimeSpan, // ours, below
        PooledConnectionIdleTimeout = options.UpstreamKeepAliveTimeout,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        RequestHeaderEncodingSelector = static (_, _) => HeaderBytes,
        ResponseHeaderEncodingSelector = static (_, _) => HeaderBytes,
        ConnectCallback = async (_, cancellation) =>
        {
            var (socket, failure) = await network.ConnectAsync(route, cancellation);
            return socket is null ? throw new UpstreamConnectException(failure!) : new NetworkStream(socket, ownsSocket: true);
        },
    }));
}
