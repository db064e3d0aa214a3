using System.Collections.Concurrent;
using System.Net.Sockets;
using Integration.ProxySwitch;

namespace Integration.Edge;

/// <summary>An upstream may apply a request and die before it answers. Nobody may send such a request a second time behind the client's back.</summary>
public sealed class NoSilentRetryTests
{
    private const int Timeout = 60_000;

    [Theory(Timeout = Timeout)]
    [InlineData("POST", "", "")]
    [InlineData("POST", "", "12345")]
    [InlineData("POST", "Content-Length: 0\r\n", "")]
    [InlineData("PUT", "", "")]
    [InlineData("DELETE", "", "")]
    [InlineData("PATCH", "", "12345")]
    public async Task ARequestThatMayHaveBeenApplied_IsSentOnce(string method, string headers, string body)
    {
        var seen = new ConcurrentQueue<string>();
        using var upstream = new TestUpstream("api-a", socket => AnswerOnceThenDieAsync(socket, seen));
        await using var edge = await RunningEdge.StartAsync([("api-a", upstream.EndPoint)]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        Assert.Equal(200, (await wire.AskAsync("GET", "/warm")).Status); // the connection is kept, so the next request may race its end

        var answer = await wire.AskAsync(method, "/apply", headers, body);

        Assert.Equal(502, answer.Status);
        Assert.Equal([$"GET /warm", $"{method} /apply"], seen);
    }

    [Fact(Timeout = Timeout)]
    public async Task AReadOnAKeptConnection_IsRepeated_AsNginxDoes()
    {
        var seen = new ConcurrentQueue<string>();
        using var upstream = new TestUpstream("api-a", socket => AnswerOnceThenDieAsync(socket, seen));
        await using var edge = await RunningEdge.StartAsync([("api-a", upstream.EndPoint)]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        Assert.Equal(200, (await wire.AskAsync("GET", "/warm")).Status);

        Assert.Equal(200, (await wire.AskAsync("GET", "/read")).Status);

        Assert.Equal(["GET /warm", "GET /read", "GET /read"], seen);
    }

    /// <summary>Reads every request; answers the first of each connection, ends at the second.</summary>
    private static async Task AnswerOnceThenDieAsync(Socket socket, ConcurrentQueue<string> seen)
    {
        seen.Enqueue(await ReadRequestAsync(socket));
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        if (await ReadRequestAsync(socket) is { Length: > 0 } second)
        {
            seen.Enqueue(second);
        }
    }

    private static async Task<string> ReadRequestAsync(Socket socket)
    {
        var first = await socket.ReadLineAsync();
        var length = 0;
        for (var line = await socket.ReadLineAsync(); line.Trim().Length > 0; line = await socket.ReadLineAsync())
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(line.AsSpan(15).Trim(), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        await socket.ReadExactlyAsync(new byte[length]);
        return first.Replace(" HTTP/1.1\r", "", StringComparison.Ordinal);
    }
}
