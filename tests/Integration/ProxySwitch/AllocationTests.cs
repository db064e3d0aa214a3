using System.Net;
using System.Net.Sockets;

namespace Integration.ProxySwitch;

/// <summary>Alone, because it reads a counter of the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int RoundTrips = 20_000;

    [Fact(Timeout = 60_000)]
    public async Task MovingBytes_AllocatesNothingPerChunk()
    {
        // Blocking all the way: a socket that was ever used asynchronously allocates for every blocking call.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var upstream = new Thread(() => EchoBlocking(listener)) { IsBackground = true };
        upstream.Start();
        using var named = new TestUpstream("unused");
        await using var proxy = await RunningProxy.StartAsync([named], options => options with
        {
            InitialTable = new("echo", [new("echo", new("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port))]),
        });
        using (var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 })
        {
            client.Connect(proxy.Listen);
            var block = new byte[500];
            RoundTrip(client, block, 1000); // warm: jitted, pools filled
            var before = GC.GetTotalAllocatedBytes(precise: true);

            RoundTrip(client, block, RoundTrips);

            // Two chunks per round trip; one object for each would be a megabyte.
            Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 100_000);
        }
    }

    private static void RoundTrip(Socket socket, byte[] block, int times)
    {
        for (var i = 0; i < times; i++)
        {
            socket.Send(block);
            for (var got = 0; got < block.Length;)
            {
                got += socket.Receive(block, got, block.Length - got, SocketFlags.None);
            }
        }
    }

    private static void EchoBlocking(Socket listener)
    {
        using var socket = listener.Accept();
        socket.NoDelay = true;
        var block = new byte[4096];
        while (socket.Receive(block) is > 0 and var count)
        {
            socket.Send(block, count, SocketFlags.None);
        }
    }
}
