using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AppHost.Running;

namespace AppHost.Topology;

/// <summary>
/// Ports for what must be told its port before it starts. They lie below those that systems hand out by themselves (Linux from 32768, macOS and
/// Windows from 49152), so that no outgoing connection and no other server takes one between the choice and the start.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 20_000;
    private const int AfterLast = 32_768;
    private const int Attempts = 100;
    private static readonly ConcurrentDictionary<int, bool> Chosen = [];

    /// <summary>The port asked for; else none, and the host chooses, unless it is one that must be told.</summary>
    public static int? Choose(int? asked) => asked ?? (LabPackages.AreEmbedded ? null : Free());

    public static int Free() => Free(IPAddress.Loopback);

    /// <returns>A port that is free for TCP and UDP on every one of <paramref name="addresses"/>, and that this process has not chosen before.</returns>
    /// <exception cref="SocketException">An address is not this machine's (AddressNotAvailable), or no port was free on all of them.</exception>
    public static int Free(params ReadOnlySpan<IPAddress> addresses)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, AfterLast);
            var taken = WhyTaken(port, addresses);
            if (taken is null && Chosen.TryAdd(port, true))
            {
                return port;
            }

            if (taken is not null && (attempt >= Attempts || taken.SocketErrorCode == SocketError.AddressNotAvailable))
            {
                throw taken;
            }
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static SocketException? WhyTaken(int port, ReadOnlySpan<IPAddress> addresses)
    {
        try
        {
            foreach (var address in addresses)
            {
                // The protocol is left to the system: for ProtocolType.Tcp .NET sets SO_REUSEADDR, and one that is bound would pass for free.
                using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
                tcp.Bind(new IPEndPoint(address, port));
                using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Unspecified);
                udp.Bind(new IPEndPoint(address, port));
            }

            return null;
        }
        catch (SocketException error)
        {
            return error;
        }
    }
}
