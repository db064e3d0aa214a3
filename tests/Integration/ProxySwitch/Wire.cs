using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Integration.ProxySwitch;

/// <summary>What a test client does on a raw socket, bounded by the test's cancellation.</summary>
internal static class Wire
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Socket> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint, Cancellation);
        return socket;
    }

    /// <summary>Connects and reads who answers: every <see cref="TestUpstream"/> greets with its name, as MySQL speaks first.</summary>
    public static async Task<(Socket Socket, string Upstream)> OpenAsync(IPEndPoint endPoint)
    {
        var socket = await ConnectAsync(endPoint);
        return (socket, await ReadLineAsync(socket));
    }

    public static async Task SendAsync(this Socket socket, string text) => await SendAllAsync(socket, Encoding.UTF8.GetBytes(text));

    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, Cancellation)..];
        }
    }

    /// <returns>The line without its end; "" when the stream ended before it began.</returns>
    public static async Task<string> ReadLineAsync(this Socket socket)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await socket.ReceiveAsync(one, SocketFlags.None, Cancellation) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]);
    }

    public static async Task ReadExactlyAsync(this Socket socket, Memory<byte> block)
    {
        while (!block.IsEmpty)
        {
            var count = await socket.ReceiveAsync(block, SocketFlags.None, Cancellation);
            Assert.True(count > 0, "the stream ended early");
            block = block[count..];
        }
    }

    public static async Task<byte[]> ReadToEndAsync(this Socket socket)
    {
        using var all = new MemoryStream();
        var block = new byte[64 * 1024];
        while (await socket.ReceiveAsync(block, SocketFlags.None, Cancellation) is > 0 and var count)
        {
            all.Write(block, 0, count);
        }

        return all.ToArray();
    }

    /// <summary>How the other side ended this connection: "end" (FIN) or "reset" (RST).</summary>
    public static async Task<string> ReadEndingAsync(this Socket socket)
    {
        try
        {
            return (await ReadToEndAsync(socket)).Length == 0 ? "end" : "bytes, then end";
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return "reset";
        }
    }

    /// <summary>One line there and back through a <see cref="TestUpstream"/>.</summary>
    public static async Task EchoAsync(this Socket socket, string line)
    {
        await SendAsync(socket, line + "\n");
        Assert.Equal(line, await ReadLineAsync(socket));
    }

    /// <summary>Closes with RST.</summary>
    public static void Reset(this Socket socket) => socket.Close(0);
}
