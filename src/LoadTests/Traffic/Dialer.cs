using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LoadTests.Traffic.Names;

namespace LoadTests.Traffic;

/// <summary>Opens the connections of an HTTP handler: resolves by the run's habit, and remembers where each went.</summary>
/// <param name="host">Whose connections are remembered; a proxy on the way is not this host.</param>
internal sealed class Dialer(NameCache names, string host)
{
    private static readonly HttpRequestOptionsKey<IPAddress> PeerKey = new("peer");

    private readonly ConcurrentDictionary<IPAddress, bool> dialled = new();

    /// <summary>Whether there may be a connection to an address that the name no longer has.</summary>
    public bool HasLeft(NameAnswer answer)
    {
        // Asked before every request: its Keys would lock all of it and copy it.
        foreach (var (address, _) in dialled)
        {
            if (!answer.Addresses.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the connection goes that was opened for this request.</summary>
    public static IPAddress? PeerOf(HttpRequestMessage request) => request.Options.TryGetValue(PeerKey, out var peer) ? peer : null;

    /// <exception cref="SocketException">The name does not resolve, or nobody takes the connection at any of its addresses.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var answer = await names.ResolveAsync(context.DnsEndPoint.Host, cancellation);
        for (var i = 0; ; i++)
        {
            var address = answer.Addresses[i];
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellation);
                if (string.Equals(context.DnsEndPoint.Host, host, StringComparison.OrdinalIgnoreCase))
                {
                    dialled.TryAdd(address, true);
                }

                context.InitialRequestMessage.Options.Set(PeerKey, address);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < answer.Addresses.Count)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
