using System.Net.WebSockets;
using Integration.ProxySwitch;

namespace Integration.Edge;

public sealed class WebSocketTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

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
    public async Task StayOnTheirGeneration_OverReloads_HoweverLong()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green], options => options with { ReloadGrace = TimeSpan.FromMilliseconds(50) });
        var (old, first) = await WebSocketWire.OpenAsync(edge.Listen);

        await edge.SwitchAsync("green");
        var (young, second) = await WebSocketWire.OpenAsync(edge.Listen, "/ws");
        await edge.SwitchAsync("blue");
        var (youngest, third) = await WebSocketWire.OpenAsync(edge.Listen);

        Assert.Equal(("blue", "green", "blue"), (first, second, third));
        await Task.Delay(300, Cancellation); // many sweeps
        foreach (var socket in new[] { old, young, youngest })
        {
            await socket.EchoAsync("still here");
        }

        var state = await edge.StateAsync();
        Assert.Equal((3, 0), (state.GetProperty("webSockets").GetInt32(), state.GetProperty("inFlight").GetInt32()));
        Assert.Equal([1, 1, 1], state.GetProperty("switches").EnumerateArray().Select(entry => entry.GetProperty("webSockets").GetInt32()));
        Assert.Equal([1, 1, 1], state.GetProperty("switches").EnumerateArray().Select(entry => entry.GetProperty("connections").GetInt32()));
        foreach (var socket in new[] { old, young, youngest })
        {
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
            socket.Dispose();
        }

        await Eventually.EqualAsync(0L, () => edge.CounterAsync("webSockets"));
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("connections"));
        Assert.Equal(0, await edge.CounterAsync("blue", "errors") + await edge.CounterAsync("green", "errors"));
    }

    [Fact(Timeout = Timeout)]
    public async Task OfAnOldGeneration_AreCut_AfterTheWorkerShutdownTimeout_AndTheNewOnesAreNot()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green], options => options with { WorkerShutdownTimeout = TimeSpan.FromMilliseconds(300) });
        var (old, _) = await WebSocketWire.OpenAsync(edge.Listen);
        await edge.SwitchAsync("green");
        var (young, _) = await WebSocketWire.OpenAsync(edge.Listen);

        Assert.Equal("cut", await old.ReadEndingAsync());

        await Eventually.EqualAsync(0, () => blue.WebSockets);
        await young.EchoAsync("unhurt");
        Assert.Equal(0, await edge.CounterAsync("blue", "errors"));
        old.Dispose();
        young.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task Silent_AreCut_ThoseWithHeartBeatsAreNot()
    {
        await using var edge = await RunningEdge.StartAsync([blue], options => options with { WebSocketIdleTimeout = TimeSpan.FromSeconds(2) });
        var (silent, _) = await WebSocketWire.OpenAsync(edge.Listen);
        var (beating, _) = await WebSocketWire.OpenAsync(edge.Listen);
        using var stop = new CancellationTokenSource();
        var beats = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await beating.EchoAsync("\n"); // STOMP's heart-beat is a line end
                await Task.Delay(100, Cancellation);
            }
        }, Cancellation);

        Assert.Equal("cut", await silent.ReadEndingAsync());

        await stop.CancelAsync();
        await beats;
        await Eventually.EqualAsync(1, () => blue.WebSockets);
        Assert.Equal(0, await edge.CounterAsync("blue", "errors"));
        silent.Dispose();
        beating.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task AClientThatLeaves_IsMissedAtTheUpstream()
    {
        await using var edge = await RunningEdge.StartAsync([blue]);
        var (leaving, _) = await WebSocketWire.OpenAsync(edge.Listen);
        Assert.Equal(1, blue.WebSockets);

        leaving.Abort();

        await Eventually.EqualAsync(0, () => blue.WebSockets);
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("webSockets"));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatDies_IsMissedAtTheClient()
    {
        await using var edge = await RunningEdge.StartAsync([blue]);
        var (socket, _) = await WebSocketWire.OpenAsync(edge.Listen);

        await socket.SendAsync("die"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);

        Assert.Equal("cut", await socket.ReadEndingAsync());
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("webSockets"));
        socket.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task ACloseHandshake_GoesThrough_BothWays()
    {
        await using var edge = await RunningEdge.StartAsync([blue]);
        var (socket, _) = await WebSocketWire.OpenAsync(edge.Listen);

        await socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "done", Cancellation);

        Assert.Equal((WebSocketCloseStatus.NormalClosure, "bye"), (socket.CloseStatus, socket.CloseStatusDescription));
        socket.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task BigMessages_ComeBackWhole()
    {
        await using var edge = await RunningEdge.StartAsync([blue]);
        var (socket, _) = await WebSocketWire.OpenAsync(edge.Listen);

        for (var i = 0; i < 20; i++)
        {
            await socket.EchoAsync(new string((char)('a' + i), 60_000));
        }

        socket.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task AtTheStop_AreCutAfterTheDrainTime()
    {
        await using var edge = await RunningEdge.StartAsync([blue], options => options with { DrainTimeout = TimeSpan.FromMilliseconds(200) });
        var (socket, _) = await WebSocketWire.OpenAsync(edge.Listen);

        await edge.StopAsync();

        Assert.Equal("cut", await socket.ReadEndingAsync());
        socket.Dispose();
    }
}
