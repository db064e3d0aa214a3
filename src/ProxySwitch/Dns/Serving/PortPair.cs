using System.Net;
using System.Net.Sockets;

namespace ProxySwitch.Dns.Serving;

/// <summary>One port for UDP and TCP, taken before anything is started. A DNS client that is sent from one to the other keeps the number.</summary>
internal sealed class PortPair : IDisposable
{
    /// <summary>How often a port that the system chose for TCP may turn out to be taken for UDP.</summary>
    private const int Attempts = 50;

    /// <summary>A burst of queries waits here; the kernel cuts it to net.core.rmem_max.</summary>
    private const int ReceiveBufferBytes = 1024 * 1024;

    private PortPair(Socket udp, Socket tcp) => (Udp, Tcp, EndPoint) = (udp, tcp, (IPEndPoint)udp.LocalEndPoint!);

    public Socket Udp { get; }

    public Socket Tcp { get; }

    public IPEndPoint EndPoint { get; }

    /// <param name="endPoint">Port 0: the system chooses one that is free for both.</param>
    /// <param name="purpose">What the operator calls it: the variable that configures it.</param>
    /// <exception cref="StartUpException">The address is taken or not ours.</exception>
    public static PortPair Open(IPEndPoint endPoint, string purpose)
    {
        for (var attempt = 1; ; attempt++)
        {
            var tcp = ListenSocket.Open(endPoint, purpose);
            var udp = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                udp.Bind(tcp.LocalEndPoint!);
                udp.ReceiveBufferSize = ReceiveBufferBytes;
                return new(udp, tcp);
            }
            catch (SocketException exception)
            {
                var at = (IPEndPoint)tcp.LocalEndPoint!;
                udp.Dispose();
                tcp.Dispose();
                if (exception.SocketErrorCode != SocketError.AddressAlreadyInUse)
                {
                    throw new StartUpException($"cannot listen on UDP {at} ({purpose}): {exception.Message}", exception);
                }

                if (endPoint.Port != 0 || attempt == Attempts)
                {
                    throw new StartUpException($"UDP port {at.Port} of {at.Address} ({purpose}) is taken by another process", exception);
                }
            }
        }
    }

    public void Dispose()
    {
        Udp.Dispose();
        Tcp.Dispose();
    }
}
