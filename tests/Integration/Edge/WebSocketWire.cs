using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Integration.Edge;

/// <summary>A WebSocket client that sends no pings of its own, so that the line is as silent as the test wants it.</summary>
internal static class WebSocketWire
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Connects and reads the greeting: who answers.</summary>
    public static async Task<(ClientWebSocket Socket, string Upstream)> OpenAsync(IPEndPoint edge, string path = "/api/ws")
    {
        var socket = new ClientWebSocket { Options = { KeepAliveInterval = TimeSpan.Zero } };
        await socket.ConnectAsync(new($"ws://{edge}{path}"), Cancellation);
        return (socket, await ReadAsync(socket));
    }

    public static async Task EchoAsync(this ClientWebSocket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Cancellation);
        Assert.Equal(text, await ReadAsync(socket));
    }

    public static async Task<string> ReadAsync(this ClientWebSocket socket)
    {
        var all = new StringBuilder();
        var block = new byte[64 * 1024];
        while (true)
        {
            var got = await socket.ReceiveAsync(block, Cancellation);
            all.Append(Encoding.UTF8.GetString(block, 0, got.Count));
            if (got.EndOfMessage)
            {
                return all.ToString();
            }
        }
    }

    /// <summary>"closed" with a WebSocket close, or "cut" without one.</summary>
    public static async Task<string> ReadEndingAsync(this ClientWebSocket socket)
    {
        try
        {
            return (await socket.ReceiveAsync(new byte[1024], Cancellation)).MessageType == WebSocketMessageType.Close ? "closed" : "a message";
        }
        catch (WebSocketException)
        {
            return "cut";
        }
    }
}
