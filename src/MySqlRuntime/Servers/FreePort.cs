using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace MySqlRuntime.Servers;

/// <summary>
/// Ports for what must be told its port before it starts. They lie below those that systems hand out by themselves (Linux from 32768, macOS and
/// Windows from 49152), so that no outgoing connection and no other server is given one between the choice and the start. Another lab may still take it.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int AfterLast = 32_768;
    private const int Attempts = 100;
    private static readonly ConcurrentDictionary<int, bool> _chosen = [];

    /// <returns>A port of the loopback address that is free for TCP and UDP, and that this process has not been given before.</returns>
    public static int Next() => Next(IPAddress.Loopback);

    /// <returns>A port that is free for TCP and UDP on every one of <paramref name="addresses"/>, and that this process has not been given before.</returns>
    /// <exception cref="SocketException">An address is not this machine's (AddressNotAvailable), or no port was free on all of them.</exception>
    public static int Next(params IPAddress[] addresses)
    {
        int port;
        do
        {
            port = Try(port =>
            {
                foreach (var address in addresses)
                {
                    using var tcp = Bind(SocketType.Stream, address, port);
                    using var udp = Bind(SocketType.Dgram, address, port);
                }

                return port;
            });
        }
        while (!_chosen.TryAdd(port, true));
        return port;
    }

    /// <returns>A TCP socket bound to a port of the loopback address. It does not listen; the port is held until it is disposed of.</returns>
    /// <exception cref="SocketException">No port was free.</exception>
    public static Socket Hold() => Try(port => Bind(SocketType.Stream, IPAddress.Loopback, port));

    /// <returns>Whether this user could listen on that TCP port of the loopback address now.</returns>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static T Try<T>(Func<int, T> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return use(RandomNumberGenerator.GetInt32(First, AfterLast));
            }
            catch (SocketException taken) when (attempt < Attempts && taken.SocketErrorCode != SocketError.AddressNotAvailable)
            {
                // The next may be free.
            }
        }
    }

    private static Socket Bind(SocketType type, IPAddress address, int port)
    {
        // The protocol is left to the system: for ProtocolType.Tcp .NET sets SO_REUSEADDR, and one that is bound would pass for free.
        var socket = new Socket(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
