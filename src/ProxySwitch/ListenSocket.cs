using System.Net;
using System.Net.Sockets;

namespace ProxySwitch;

/// <summary>Takes an address before anything is started, so that "port taken" is one clear line.</summary>
internal static class ListenSocket
{
    /// <summary>nginx's default on Linux; the kernel cuts it to net.core.somaxconn.</summary>
    private const int Backlog = 511;

    /// <summary>Connections wait in the backlog from here on until somebody accepts them.</summary>
    /// <param name="endPoint">Port 0: the system chooses one.</param>
    /// <param name="purpose">What the operator calls it: the variable that configures it.</param>
    /// <exception cref="StartUpException">The address is taken or not ours.</exception>
    public static Socket Open(IPEndPoint endPoint, string purpose)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen(Backlog); // two sockets may bind one port, only one may listen
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new StartUpException(exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"port {endPoint.Port} of {endPoint.Address} ({purpose}) is taken by another process"
                : $"cannot listen on {endPoint} ({purpose}): {exception.Message}", exception);
        }
    }
}
