using System.Net;
using System.Net.Sockets;
using AppHost.Running;
using MySqlRuntime.Servers;

namespace AppHost.Topology;

/// <summary>Ports for endpoints without a proxy, which Aspire wants to be given a number.</summary>
internal static class LoopbackPort
{
    /// <summary>The port asked for; else none, and the host chooses, unless it is one that must be told.</summary>
    public static int? Choose(int? asked) => asked ?? (LabPackages.AreEmbedded ? null : FreePort.Next());

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
}
