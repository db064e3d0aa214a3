using System.Net.Sockets;
using System.Net.WebSockets;

namespace Integration.Edge;

/// <summary>The same client, the same upstreams, once through real nginx and once through the edge: what the client sees must be the same.</summary>
public sealed class NginxDifferentialTests : IAsyncLifetime
{
    private const int Timeout = 120_000;

    private WebUpstream blue = null!;
    private WebUpstream green = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (blue, green) = (await WebUpstream.StartAsync("blue"), await WebUpstream.StartAsync("green"));

    public async ValueTask DisposeAsync()
    {
        await blue.DisposeAsync();
        await green.DisposeAsync();
    }

    [Fact(Timeout = Timeout)]
    public Task OverAReload_InFlight_Idle_Busy_NewConnections_AndWebSockets() => SameAsync(async edge =>
    {
        var seen = new List<string>();
        blue.Rearm();
        using var inFlight = await HttpWire.ConnectAsync(edge.Listen);
        using var idle = await HttpWire.ConnectAsync(edge.Listen);
        seen.Add($"idle before: {Tell(await idle.AskAsync("GET", "/api/x"))}");
        var (webSocket, greeting) = await WebSocketWire.OpenAsync(edge.Listen);
        seen.Add($"WebSocket before: {greeting}");
        using var stop = new CancellationTokenSource();
        var busy = Task.Run(() => BusyAsync(edge, stop.Token), Cancellation);
        await inFlight.SendAsync("GET", "/api/hold");
        await blue.Held.Task.WaitAsync(Cancellation);

        await edge.SwitchAsync("green");

        seen.Add($"new connection: {Tell(await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x"))}");
        await webSocket.EchoAsync("still on the old");
        var (young, newGreeting) = await WebSocketWire.OpenAsync(edge.Listen);
        seen.Add($"WebSocket after: {newGreeting}");
        blue.Release.SetResult();
        var answer = await inFlight.ReadAnswerAsync();
        seen.Add($"in flight: {answer.Status} from {answer.Text}, then {await inFlight.ReadEndingAsync()}");
        seen.Add($"idle after: {Tell(await AskAgainAsync(edge, idle))}");
        await edge.SwitchAsync("blue");
        await webSocket.EchoAsync("over two reloads");
        await young.EchoAsync("over one");
        seen.Add($"new connection: {Tell(await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x"))}");
        foreach (var socket in new[] { webSocket, young })
        {
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
            seen.Add($"WebSocket closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
            socket.Dispose();
        }

        await stop.CancelAsync();
        seen.Add(await busy);
        return seen;
    },
    "idle before: 200 blue", "WebSocket before: blue", "new connection: 200 green", "WebSocket after: green", "in flight: 200 from blue, then end",
    "idle after: 200 green", "new connection: 200 blue", "WebSocket closed: NormalClosure bye", "WebSocket closed: NormalClosure bye", "busy: only 200, from blue and green");

    [Fact(Timeout = Timeout)]
    public Task Requests_ArriveAlike() => SameAsync(async edge =>
    {
        var seen = new List<string>();
        foreach (var (method, target, headers, body) in new[]
        {
            ("GET", "/api/a%2Fb/%7ec?x=%20&y=[1]", "Accept: */*\r\nCookie: a=b; c=d\r\nX-Forwarded-For: 10.1.2.3\r\nX-Real-IP: 6.6.6.6\r\n", ""),
            ("POST", "/api/meetings", "Content-Type: application/json\r\nX-Name: caf\u00e9\r\nAuthorization: Bearer x.y.z\r\n", "{\"a\":1}"),
            ("PUT", "/api/x", "Expect: 100-continue\r\nIdempotency-Key: 7\r\n", "12345"),
            ("DELETE", "/api/x/7", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n", ""),
        })
        {
            var answer = await HttpWire.AskOnceAsync(edge.Listen, method, target, headers, body);
            // The order of headers means nothing; an empty body may be announced or not.
            seen.Add(string.Join('|', answer.Text.Split('\n').Where(line => line is not "Content-Length: 0" and not "Connection: ").Order(StringComparer.OrdinalIgnoreCase).Select(line => line.ToLowerInvariant())));
        }

        return seen;
    });

    [Fact(Timeout = Timeout)]
    public Task Refusals_AreAlike() => SameAsync(async edge =>
    {
        var seen = new List<string>();
        using (var tooMuch = await HttpWire.ConnectAsync(edge.Listen))
        {
            var answer = await tooMuch.AskAsync("POST", "/api/x", body: new('x', 3_000_000));
            seen.Add($"too long a body: {answer.Status}, closes: {answer.Closes}, then {await tooMuch.ReadEndingAsync()}");
        }

        blue.Rearm();
        seen.Add($"a silent upstream: {(await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/hold")).Status}");
        seen.Add($"not HTTP: {(await GarbageAsync(edge)).Status}");
        seen.Add($"TRACE: {(await HttpWire.AskOnceAsync(edge.Listen, "TRACE", "/api/x")).Status}");
        seen.Add($"a long line: {(await HttpWire.AskOnceAsync(edge.Listen, "GET", "/" + new string('a', 9000))).Status}");
        var port = blue.EndPoint.Port;
        await blue.DisposeAsync();
        seen.Add($"down: {(await HttpWire.AskOnceAsync(edge.Listen, "POST", "/api/x", body: "1")).Status}");
        blue = await WebUpstream.StartAsync("blue", port);
        return seen;
    }, "too long a body: 413, closes: True, then end", "a silent upstream: 504", "not HTTP: 400", "TRACE: 405", "a long line: 414", "down: 502");

    [Fact(Timeout = Timeout)]
    public async Task AnIdleConnection_IsWhereTheyDiffer_NginxCutsIt_TheEdgeAnswersOnceMore()
    {
        Assert.SkipUnless(NginxHttp.WhyNot is null, NginxHttp.WhyNot ?? "");
        await using var nginx = await NginxHttp.StartAsync([blue, green]);
        await using var ours = await RunningEdge.StartAsync([blue, green]);

        Assert.Equal("end", await AfterAReloadAsync(nginx));
        Assert.Equal("200 green, and closes: True", await AfterAReloadAsync(ours));

        async Task<string> AfterAReloadAsync(ISwitchableEdge edge)
        {
            using var wire = await HttpWire.ConnectAsync(edge.Listen);
            await wire.AskAsync("GET", "/api/x");
            await edge.SwitchAsync("green");
            if (edge is NginxHttp)
            {
                return await wire.ReadEndingAsync();
            }

            var answer = await wire.AskAsync("GET", "/api/x");
            return $"{Tell(answer)}, and closes: {answer.Closes}";
        }
    }

    private static string Tell(HttpAnswer answer) => $"{answer.Status} {answer["X-Server-Id"]}";

    private static async Task<HttpAnswer> GarbageAsync(ISwitchableEdge edge)
    {
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendRawAsync("hello there\r\n\r\n");
        return await wire.ReadAnswerAsync();
    }

    /// <summary>As every client of kept connections must: one that has ended while it was idle is replaced.</summary>
    private static async Task<HttpAnswer> AskAgainAsync(ISwitchableEdge edge, HttpWire kept)
    {
        try
        {
            return await kept.AskAsync("GET", "/api/x");
        }
        catch (Exception exception) when (exception is EndOfStreamException or SocketException)
        {
            return await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x");
        }
    }

    /// <summary>One request after the other on a kept connection, replaced when it was told to close or found closed.</summary>
    private static async Task<string> BusyAsync(ISwitchableEdge edge, CancellationToken stop)
    {
        var (statuses, servers) = (new HashSet<int>(), new HashSet<string>());
        var wire = await HttpWire.ConnectAsync(edge.Listen);
        while (!stop.IsCancellationRequested || servers.Count < 2)
        {
            HttpAnswer answer;
            try
            {
                answer = await wire.AskAsync("GET", "/api/x");
            }
            catch (Exception exception) when (exception is EndOfStreamException or SocketException)
            {
                wire.Dispose();
                wire = await HttpWire.ConnectAsync(edge.Listen);
                continue;
            }

            statuses.Add(answer.Status);
            servers.Add(answer["X-Server-Id"]!);
            if (answer.Closes)
            {
                wire.Dispose();
                wire = await HttpWire.ConnectAsync(edge.Listen);
            }
        }

        wire.Dispose();
        return $"busy: only {string.Join(", ", statuses)}, from {string.Join(" and ", servers.Order())}";
    }

    private async Task SameAsync(Func<ISwitchableEdge, Task<List<string>>> play, params string[] expected)
    {
        Assert.SkipUnless(NginxHttp.WhyNot is null, NginxHttp.WhyNot ?? "");
        List<string> throughNginx;
        await using (var nginx = await NginxHttp.StartAsync([blue, green]))
        {
            throughNginx = await play(nginx);
        }

        await using var ours = await RunningEdge.StartAsync([blue, green], options => options with { ReadTimeout = TimeSpan.FromSeconds(2) });
        var throughOurs = await play(ours);

        Assert.Equal(throughNginx, throughOurs);
        if (expected.Length > 0)
        {
            Assert.Equal(expected, throughOurs);
        }
    }
}
