using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Integration.ProxySwitch;

namespace Integration.Edge;

/// <summary>A short body that has come with its headers is sent on with them; one that has not is copied as it comes. The upstream sees the same bytes.</summary>
public sealed class ShortBodyTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private WebUpstream upstream = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => upstream = await WebUpstream.StartAsync("api-a");

    public async ValueTask DisposeAsync() => await upstream.DisposeAsync();

    [Fact(Timeout = Timeout)]
    public async Task WhatCameTogether_GoesOnTogether()
    {
        var firstReads = new List<string>();
        using var raw = new TestUpstream("api-a", socket => AnswerWhatCameFirstAsync(socket, firstReads));
        await using var edge = await RunningEdge.StartAsync([("api-a", raw.EndPoint)]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        Assert.Equal(200, (await wire.AskAsync("POST", "/api/x", "Content-Type: application/json\r\nContent-Language: de\r\n", "{\"a\":1}")).Status);

        var request = Assert.Single(firstReads);
        Assert.StartsWith("POST /api/x HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{\"a\":1}", request, StringComparison.Ordinal);
        foreach (var header in new[] { "Content-Length: 7", "Content-Type: application/json", "Content-Language: de" })
        {
            Assert.Single(request.Split("\r\n"), header);
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData(1, 0)]
    [InlineData(500, 0)]
    [InlineData(500, 1)]
    [InlineData(500, 499)]
    [InlineData(8192, 0)]
    [InlineData(8193, 0)]
    [InlineData(100_000, 8000)]
    public async Task HoweverItIsCut_ItArrivesWhole(int length, int withTheHeaders)
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        var body = Body(length);
        for (var round = 0; round < 3; round++)
        {
            var first = withTheHeaders == 0 ? length : withTheHeaders;
            await wire.SendRawAsync($"POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{body[..first]}");
            if (first < length)
            {
                // The edge has begun with what there is before the rest comes.
                await Eventually.EqualAsync(1L, () => edge.CounterAsync("inFlight"));
                await wire.SendRawAsync(body[first..]);
            }

            Assert.Contains($"body: {length} {Hash(body)}", (await wire.ReadAnswerAsync()).Text, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task WhatFollowsTheBody_IsTheNextRequest()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        var (one, two) = (Body(300), Body(20));

        await wire.SendRawAsync($"POST /api/one HTTP/1.1\r\nHost: x\r\nContent-Length: 300\r\n\r\n{one}PUT /api/two HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n{two}GET /api/three HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Contains($"body: 300 {Hash(one)}", (await wire.ReadAnswerAsync()).Text, StringComparison.Ordinal);
        Assert.Contains($"body: 20 {Hash(two)}", (await wire.ReadAnswerAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await wire.ReadAnswerAsync()).Status);
        Assert.Equal(3, upstream.Requests);
    }

    [Fact(Timeout = Timeout)]
    public async Task AClientThatAsksFirst_IsAnswered100_AndThenSends()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        await wire.SendRawAsync("PUT /api/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 20\r\n\r\n");
        Assert.Equal(100, (await wire.ReadHeadAsync()).Status);
        await wire.SendRawAsync(Body(20));

        Assert.Contains($"body: 20 {Hash(Body(20))}", (await wire.ReadAnswerAsync()).Text, StringComparison.Ordinal);
    }

    private static string Body(int length) => string.Create(length, 0, static (text, _) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)('a' + i % 26);
        }
    });

    private static string Hash(string body) => Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(body)));

    private static async Task AnswerWhatCameFirstAsync(Socket socket, List<string> firstReads)
    {
        var buffer = new byte[16 * 1024];
        var count = await socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation);
        firstReads.Add(Encoding.Latin1.GetString(buffer, 0, count));
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await socket.ReceiveAsync(buffer, SocketFlags.None, Cancellation); // until the edge ends the connection
    }
}
