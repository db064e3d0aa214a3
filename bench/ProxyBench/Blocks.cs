using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ProxyBench;

/// <summary>Blocking reads and writes of whole blocks.</summary>
internal static class Blocks
{
    public static Socket Connect(IPEndPoint endPoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 20_000, SendTimeout = 20_000 };
        socket.Connect(endPoint);
        Receive(socket, new byte[1]);
        return socket;
    }

    public static void Ask(Socket socket, byte command, long number)
    {
        var request = new byte[UpstreamServer.RequestBytes];
        request[0] = command;
        BinaryPrimitives.WriteInt64LittleEndian(request.AsSpan(1), number);
        socket.Send(request);
    }

    public static void Receive(Socket socket, Span<byte> block)
    {
        if (!TryReceive(socket, block))
        {
            throw new IOException("The connection ended early: the measurement is worthless.");
        }
    }

    public static bool TryReceive(Socket socket, Span<byte> block)
    {
        while (block.Length > 0)
        {
            var count = socket.Receive(block);
            if (count == 0)
            {
                return false;
            }

            block = block[count..];
        }

        return true;
    }
}
