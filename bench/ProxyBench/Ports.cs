using System.Net;
using System.Net.Sockets;

namespace ProxyBench;

internal static class Ports
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    public static IPEndPoint Free()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }

    public static async Task WaitUntilOpenAsync(IPEndPoint endPoint)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (true)
        {
            try
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await probe.ConnectAsync(endPoint, limit.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, limit.Token);
            }
        }
    }
}
