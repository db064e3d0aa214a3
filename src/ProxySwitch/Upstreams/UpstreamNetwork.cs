using System.Net;
using System.Net.Sockets;
using ProxySwitch.Tables;

namespace ProxySwitch.Upstreams;

internal sealed class UpstreamNetwork(TimeSpan connectTimeout, TimeProvider clock) : IUpstreamNetwork
{
    public async Task<(UpstreamRoute? Route, TableProblem? Problem)> ResolveAsync(Upstream upstream, CancellationToken cancellation)
    {
        var (host, port) = upstream.Address;
        if (IPAddress.TryParse(host, out var literal))
        {
            return (new(upstream, [new IPEndPoint(literal, port)]), null);
        }

        using var limit = new CancellationTokenSource(connectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var addresses = await System.Net.Dns.GetHostAddressesAsync(host, either.Token);
            // IPv4 first: "localhost" is ::1 as well, where a database seldom listens.
            return addresses is []
                ? (null, Unresolvable("it has no address"))
                : (new(upstream, [.. addresses.OrderBy(ip => ip.AddressFamily).Select(ip => new IPEndPoint(ip, port))]), null);
        }
        catch (SocketException exception)
        {
            return (null, Unresolvable(exception.Message));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, Unresolvable($"no answer within {connectTimeout.TotalMilliseconds:0} ms"));
        }

        TableProblem Unresolvable(string reason) =>
            new(TableProblemCodes.HostUnresolvable, $"upstream '{upstream.Name}': host '{host}' cannot be resolved: {reason}");
    }

    public async Task<(Socket? Socket, ConnectFailure? Failure)> ConnectAsync(UpstreamRoute route, CancellationToken cancellation)
    {
        ConnectFailure? failure = null;
        using var limit = new CancellationTokenSource(connectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        foreach (var endPoint in route.EndPoints)
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(endPoint, either.Token);
                if (!Equals(socket.LocalEndPoint, socket.RemoteEndPoint))
                {
                    return (socket, null);
                }

                // Dialling a dead port of the ephemeral range can meet itself (TCP simultaneous open): that is nobody answering, and
                // keeping it would take the port away from the server that wants to come back.
                socket.Close(0);
                failure = new($"{endPoint}: connection refused", TimedOut: false);
            }
            catch (SocketException exception)
            {
                socket?.Dispose();
                failure = new($"{endPoint}: {exception.SocketErrorCode switch
                {
                    SocketError.ConnectionRefused => "connection refused",
                    SocketError.HostUnreachable or SocketError.NetworkUnreachable => "unreachable",
                    _ => exception.Message,
                }}", TimedOut: exception.SocketErrorCode is SocketError.TimedOut);
            }
            catch (OperationCanceledException)
            {
                socket?.Dispose();
                cancellation.ThrowIfCancellationRequested();
                return (null, new($"{endPoint}: no answer within {connectTimeout.TotalMilliseconds:0} ms", TimedOut: true));
            }
        }

        return (null, failure);
    }
}
