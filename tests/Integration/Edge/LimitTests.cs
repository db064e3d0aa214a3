using Integration.ProxySwitch;

namespace Integration.Edge;

public sealed class LimitTests : IAsyncLifetime
{
    private const int Timeout = 60_000;
    private const int Megabyte = 1024 * 1024;

    private WebUpstream upstream = null!;
    private RunningEdge edge = null!;

    public async ValueTask InitializeAsync()
    {
        upstream = await WebUpstream.StartAsync("api-a");
        edge = await RunningEdge.StartAsync([upstream]);
    }

    public async ValueTask DisposeAsync()
    {
        await edge.DisposeAsync();
        await upstream.DisposeAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task OneMegabyte_Passes() =>
        Assert.Contains($"body: {Megabyte} ", (await HttpWire.AskOnceAsync(edge.Listen, "POST", "/api/x", body: new('x', Megabyte))).Text, StringComparison.Ordinal);

    [Fact(Timeout = Timeout)]
    public async Task OneByteMore_Is413_WhichASendingClientCanRead_AndTheUpstreamNeverSees()
    {
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        var answer = await wire.AskAsync("POST", "/api/x", body: new('x', 20 * Megabyte)); // sends it all, then reads

        Assert.Equal((413, true, "edge-test"), (answer.Status, answer.Closes, answer["X-Edge-Id"]));
        Assert.Equal("end", await wire.ReadEndingAsync());
        Assert.Equal(0, upstream.Requests);
        await UnhurtAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUnannouncedBody_Is413_WhenItHasBecomeTooLong()
    {
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendRawAsync("POST /api/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var i = 0; i < 10; i++)
        {
            await wire.SendRawAsync($"80000\r\n{new string('x', 0x80000)}\r\n");
        }

        await wire.SendRawAsync("0\r\n\r\n");
        var answer = await wire.ReadAnswerAsync();

        Assert.Equal((413, true), (answer.Status, answer.Closes));
        Assert.Equal(0, await edge.CounterAsync("api-a", "errors"));
        await UnhurtAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task AClientThatAsksFirst_IsToldAtOnce()
    {
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        await wire.SendRawAsync($"POST /api/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {2 * Megabyte}\r\n\r\n");

        var answer = await wire.ReadAnswerAsync();
        Assert.Equal((413, true), (answer.Status, answer.Closes));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(8, 0, 414)]
    [InlineData(0, 40, 431)]
    public async Task TooLongLines_AreRefused(int targetKilobytes, int headerKilobytes, int status)
    {
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendRawAsync($"GET /{new string('a', targetKilobytes * 1024)} HTTP/1.1\r\nHost: x\r\nX-Long: {new string('b', headerKilobytes * 1024)}\r\n\r\n");

        Assert.Equal(status, (await wire.ReadAnswerAsync()).Status);
        await UnhurtAsync();
    }

    [Theory(Timeout = Timeout)]
    [InlineData("hello\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456")]
    [InlineData("GET / HTTP/1.1\r\nHost : x\r\n\r\n")]
    public async Task WhatIsNotHttp_IsRefused_AndReachesNobody(string text)
    {
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendRawAsync(text);

        Assert.Equal(400, (await wire.ReadAnswerAsync()).Status);
        Assert.Equal(0, upstream.Requests);
        await UnhurtAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task AFloodOfGarbage_HurtsNobody()
    {
        var random = new Random(11);
        using var good = await HttpWire.ConnectAsync(edge.Listen);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Wire.ConnectAsync(edge.Listen)));
        foreach (var socket in crowd)
        {
            var bytes = new byte[3000];
            random.NextBytes(bytes);
            try
            {
                await socket.SendAllAsync(bytes);
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Thrown out before it had finished: fine.
            }

            Assert.Equal(200, (await good.AskAsync("GET", "/api/x")).Status);
            socket.Reset();
        }

        await Eventually.EqualAsync(1L, () => edge.CounterAsync("connections"));
    }

    private async Task UnhurtAsync() => Assert.Equal(200, (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x")).Status);
}
