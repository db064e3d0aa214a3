using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Integration.ProxySwitch;

namespace Integration.Edge;

public sealed class ForwardingTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private WebUpstream upstream = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => upstream = await WebUpstream.StartAsync("api-a");

    public ValueTask DisposeAsync() => upstream.DisposeAsync();

    [Fact(Timeout = Timeout)]
    public async Task TheRequest_ArrivesAsItWasSent_AndSaysWhoAsked()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);

        var answer = await HttpWire.AskOnceAsync(edge.Listen, "PUT", "/api/a%2Fb/%7ec/./d?x=%20&y=[1]",
            "X-Forwarded-For: 10.1.2.3\r\nX-Real-IP: 6.6.6.6\r\nX-Forwarded-Proto: https\r\nExpect: 100-continue\r\nX-Name: caf\u00e9\r\nTE: trailers\r\nConnection: keep-alive\r\n", "12345");

        Assert.Equal(200, answer.Status);
        Assert.Contains("PUT /api/a%2Fb/%7ec/./d?x=%20&y=[1]\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nHost: doktori.test\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-For: 10.1.2.3, 127.0.0.1\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-Proto: http\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nX-Forwarded-Host: doktori.test\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nX-Real-IP: 127.0.0.1\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nX-Name: caf\u00e9\n", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\nbody: 5 ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Expect:", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("TE:", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("6.6.6.6", answer.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task TheAnswer_SaysWhichServerAndWhichEdge()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);

        var answer = await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x");
        Assert.Equal(("api-a", "edge-test"), (answer["X-Server-Id"], answer["X-Edge-Id"]));

        answer = await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/own-id");
        Assert.Equal(("itself", "edge-test"), (answer["X-Server-Id"], answer["X-Edge-Id"]));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("/api/meetings", "api-a")]
    [InlineData("/", "api-a")]
    [InlineData("/api/ws/info", "chat-a")]
    [InlineData("/api/chat-rooms?size=3", "chat-a")]
    [InlineData("/api/chat-rooms/../meetings", "api-a")]
    [InlineData("/api/%63hat-rooms", "chat-a")]
    public async Task ThePath_DecidesWhoAnswers(string target, string server)
    {
        await using var chat = await WebUpstream.StartAsync("chat-a");
        await using var edge = await RunningEdge.StartAsync([upstream, chat], options => options with { InitialTable = options.InitialTable! with { Active = new("api-a", "chat-a") } });

        Assert.Equal(server, (await HttpWire.AskOnceAsync(edge.Listen, "GET", target))["X-Server-Id"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task AnswersWithoutABody_KeepTheConnection()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        Assert.Equal(204, (await wire.AskAsync("GET", "/api/nothing")).Status);
        Assert.Equal(200, (await wire.AskAsync("HEAD", "/api/x")).Status);
        Assert.Equal(200, (await wire.AskAsync("OPTIONS", "/api/x")).Status);
        Assert.Equal(405, (await wire.AskAsync("TRACE", "/api/x")).Status);
        Assert.Equal(200, (await wire.AskAsync("DELETE", "/api/x")).Status);
        Assert.Equal(5, await edge.CounterAsync("requestsTotal"));
    }

    [Fact(Timeout = Timeout)]
    public async Task UpstreamConnections_AreKept()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(200, (await wire.AskAsync("POST", "/api/x", body: "12345")).Status);
        }

        Assert.Equal((1, 50), (upstream.Connections, upstream.Requests));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnAnswer_IsPassedOnWhileItIsWritten()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        await wire.SendAsync("GET", "/api/stream");
        Assert.Equal(200, (await wire.ReadHeadAsync()).Status);
        Assert.Equal(("6", "first "), (await wire.ReadLineAsync(), await wire.ReadLineAsync()));

        upstream.Release.SetResult();
        Assert.Equal(("6", "second"), (await wire.ReadLineAsync(), await wire.ReadLineAsync()));
    }

    [Fact(Timeout = Timeout)]
    public async Task ThirtyMegabytes_ComeAndGo_ByteForByte()
    {
        await using var edge = await RunningEdge.StartAsync([upstream], options => options with { MaximumBodyBytes = 0 });
        using var expected = new MemoryStream();
        await WebUpstream.SendBigAsync(expected);
        var hash = Convert.ToHexString(SHA256.HashData(expected.ToArray()));
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData((await wire.AskAsync("GET", "/api/big")).Body)));

        await wire.SendRawAsync("POST /api/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (var at = 0; at < expected.Length; at += 1_000_000)
        {
            await wire.SendRawAsync("F4240\r\n");
            await wire.Socket.SendAllAsync(expected.GetBuffer().AsMemory(at, 1_000_000));
            await wire.SendRawAsync("\r\n");
        }

        await wire.SendRawAsync("0\r\n\r\n");
        Assert.Contains($"body: 30000000 {hash}", (await wire.ReadAnswerAsync()).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task AClientThatLeaves_IsMissedAtTheUpstream_AndIsNobodysError()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using (var wire = await HttpWire.ConnectAsync(edge.Listen))
        {
            await wire.SendAsync("GET", "/api/hold");
            await upstream.Held.Task.WaitAsync(Cancellation);
            Assert.Equal(1, await edge.CounterAsync("inFlight"));
        }

        await upstream.Aborted.Task.WaitAsync(Cancellation);
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("inFlight"));
        Assert.Equal(0, await edge.CounterAsync("api-a", "errors"));
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("connections"));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnAnswerThatBreaksOff_IsBrokenOff()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        await wire.SendAsync("GET", "/api/break");
        Assert.Equal(200, (await wire.ReadHeadAsync()).Status);
        upstream.Release.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(wire.ReadLineAsync); // half of it has no line end
        await Eventually.EqualAsync(1L, () => edge.CounterAsync("api-a", "errors"));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatIsDown_Is502_UntilItIsBack()
    {
        await using var edge = await RunningEdge.StartAsync([upstream]);
        var port = upstream.EndPoint.Port;
        await upstream.DisposeAsync();
        using var wire = await HttpWire.ConnectAsync(edge.Listen);

        for (var i = 0; i < 3; i++)
        {
            var answer = await wire.AskAsync("POST", "/api/x", body: "12345");
            Assert.Equal((502, "edge-test", null), (answer.Status, answer["X-Edge-Id"], answer["X-Server-Id"]));
        }

        Assert.Equal(3, await edge.CounterAsync("api-a", "errors"));
        upstream = await WebUpstream.StartAsync("api-a", port);
        Assert.Equal(200, (await wire.AskAsync("GET", "/api/x")).Status);
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatIsSilent_Is504()
    {
        await using var edge = await RunningEdge.StartAsync([upstream], options => options with { ReadTimeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(504, (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/hold")).Status);

        await upstream.Aborted.Task.WaitAsync(Cancellation);
        Assert.Equal(1, await edge.CounterAsync("api-a", "errors"));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatDoesNotEvenAccept_Is504()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A full backlog is silent on Linux only.");
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var at = (IPEndPoint)full.LocalEndPoint!;
        var waiting = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToArray();
        foreach (var socket in waiting)
        {
            _ = socket.ConnectAsync(at, Cancellation).AsTask().ContinueWith(connecting => connecting.Exception, TaskScheduler.Default);
        }

        await using var edge = await RunningEdge.StartAsync([("api-a", at)], options => options with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal(504, (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x")).Status);
        Array.ForEach(waiting, socket => socket.Dispose());
    }
}
