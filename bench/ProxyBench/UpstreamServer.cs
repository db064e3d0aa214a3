using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ProxyBench;

/// <summary>
/// What the proxies stand in front of. It speaks first, like MySQL (one greeting byte); then the client asks, 9 bytes: a command and a
/// number. Threads and blocking calls: as little of .NET between the socket and the clock as possible.
/// </summary>
internal sealed class UpstreamServer : IDisposable
{
    public const byte Greeting = (byte)'g';
    public const int RequestBytes = 9;

    /// <summary>Send that many bytes.</summary>
    public const byte Download = (byte)'d';

    /// <summary>Take that many bytes and answer one.</summary>
    public const byte Upload = (byte)'u';

    /// <summary>From now on send every block of that size back.</summary>
    public const byte Echo = (byte)'e';

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public UpstreamServer()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1024);
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    public void Dispose() => listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = listener.Accept();
                new Thread(() => Serve(socket), maxStackSize: 256 * 1024) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // Disposed: the bench is over.
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                socket.Send([Greeting]);
                var request = new byte[RequestBytes];
                while (Blocks.TryReceive(socket, request))
                {
                    Answer(socket, request[0], BinaryPrimitives.ReadInt64LittleEndian(request.AsSpan(1)));
                }
            }
            catch (SocketException)
            {
                // The client is done.
            }
        }
    }

    private static void Answer(Socket socket, byte command, long number)
    {
        var block = new byte[command == Echo ? number : 256 * 1024];
        switch (command)
        {
            case Download:
                for (var left = number; left > 0; left -= Math.Min(left, block.Length))
                {
                    socket.Send(block.AsSpan(0, (int)Math.Min(left, block.Length)));
                }

                break;
            case Upload:
                for (var left = number; left > 0;)
                {
                    left -= socket.Receive(block, 0, (int)Math.Min(left, block.Length), SocketFlags.None) is > 0 and var count ? count : left;
                }

                socket.Send([Greeting]);
                break;
            case Echo:
                while (Blocks.TryReceive(socket, block))
                {
                    socket.Send(block);
                }

                break;
        }
    }
}
