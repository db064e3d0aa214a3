using System.Net;
using Integration.ProxySwitch;

namespace Integration.Edge;

public sealed class ReloadTests : IAsyncLifetime
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
    public async Task UnderLoad_TwentyReloads_FailNoRequest_AndAreInForceWhenTheyReturn()
    {
        // A short grace, so that connections are closed in the middle of it, too.
        await using var edge = await RunningEdge.StartAsync([blue, green], options => options with { ReloadGrace = TimeSpan.FromSeconds(2) });
        using var stop = new CancellationTokenSource();
        var settled = 0; // switches that have returned; even: blue, odd: green
        var begun = 0;
        var clients = Enumerable.Range(0, 6).Select(client => Task.Run(async () =>
        {
            // POSTs on kept connections: nobody on the way may repeat one, so a lost one shows.
            using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new($"http://{edge.Listen}") };
            var answered = 0;
            while (!stop.IsCancellationRequested)
            {
                var before = Volatile.Read(ref settled);
                using var content = new StringContent("12345");
                using var answer = await http.PostAsync(new Uri("/api/x", UriKind.Relative), content, Cancellation);
                var after = Volatile.Read(ref begun);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                if (before == after)
                {
                    Assert.Equal(before % 2 == 0 ? "blue" : "green", answer.Headers.GetValues("X-Server-Id").Single());
                }

                answered++;
                await Task.Delay(client * 5, Cancellation); // some without pause, some with
            }

            return answered;
        })).ToArray();

        for (var i = 1; i <= 20; i++)
        {
            Interlocked.Increment(ref begun);
            await edge.SwitchAsync(i % 2 == 1 ? "green" : "blue");
            Interlocked.Increment(ref settled);
            var (total, client) = (await edge.CounterAsync("requestsTotal"), clients.FirstOrDefault(client => client.IsCompleted));
            Assert.Null(client?.Exception);
            await Eventually.EqualAsync(true, async () => await edge.CounterAsync("requestsTotal") > total + 5);
        }

        await stop.CancelAsync();
        var sum = (await Task.WhenAll(clients)).Sum();
        Assert.Equal(sum, await edge.CounterAsync("requestsTotal"));
        Assert.Equal(sum, blue.Requests + green.Requests);
        Assert.Equal(0, await edge.CounterAsync("blue", "errors") + await edge.CounterAsync("green", "errors"));
    }

    [Fact(Timeout = Timeout)]
    public async Task ARequestInFlight_FinishesOnTheOld_AndItsConnectionEnds()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendAsync("GET", "/api/hold");
        await blue.Held.Task.WaitAsync(Cancellation);

        await edge.SwitchAsync("green");
        Assert.Equal("green", (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x"))["X-Server-Id"]);
        blue.Release.SetResult();
        var answer = await wire.ReadAnswerAsync();

        Assert.Equal((200, "blue", "blue", true), (answer.Status, answer.Text, answer["X-Server-Id"], answer.Closes));
        Assert.Equal("end", await wire.ReadEndingAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task AnIdleConnection_IsAnsweredOnceMore_ByTheNew_AndThenEnds()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        var answer = await wire.AskAsync("POST", "/api/x", body: "1");
        Assert.Equal(("blue", false), (answer["X-Server-Id"], answer.Closes));

        await edge.SwitchAsync("green");
        answer = await wire.AskAsync("POST", "/api/x", body: "2");

        Assert.Equal((200, "green", true), (answer.Status, answer["X-Server-Id"], answer.Closes));
        Assert.Equal("end", await wire.ReadEndingAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task AConnectionThatStaysIdle_IsEnded_AfterTheGrace()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green], options => options with { ReloadGrace = TimeSpan.FromMilliseconds(200) });
        using var used = await HttpWire.ConnectAsync(edge.Listen);
        using var fresh = await HttpWire.ConnectAsync(edge.Listen);
        Assert.Equal(200, (await used.AskAsync("GET", "/api/x")).Status);
        await Eventually.EqualAsync(2L, () => edge.CounterAsync("connections"));

        await edge.SwitchAsync("green");

        Assert.Equal(("end", "end"), (await used.ReadEndingAsync(), await fresh.ReadEndingAsync()));
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("connections"));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnAnswerThatHadBegun_CannotAnnounceTheEnd_SoTheConnectionServesOnceMore()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green]);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendAsync("GET", "/api/stream");
        var (_, headers) = await wire.ReadHeadAsync();
        Assert.False(headers.ContainsKey("Connection"));

        await edge.SwitchAsync("green");
        blue.Release.SetResult();
        foreach (var line in new[] { "6", "first ", "6", "second", "0", "" })
        {
            Assert.Equal(line, await wire.ReadLineAsync());
        }

        var answer = await wire.AskAsync("GET", "/api/x");
        Assert.Equal(("green", true), (answer["X-Server-Id"], answer.Closes));
        Assert.Equal("end", await wire.ReadEndingAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task RequestsOfAnOldGeneration_AreCut_AfterTheWorkerShutdownTimeout()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green], options => options with { WorkerShutdownTimeout = TimeSpan.FromMilliseconds(300) });
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendAsync("GET", "/api/hold");
        await blue.Held.Task.WaitAsync(Cancellation);

        await edge.SwitchAsync("green");

        Assert.NotEqual("bytes, then end", await wire.ReadEndingAsync());
        await blue.Aborted.Task.WaitAsync(Cancellation);
        await Eventually.EqualAsync(0L, () => edge.CounterAsync("inFlight"));
        Assert.Equal(0, await edge.CounterAsync("blue", "errors"));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatStays_KeepsItsConnections()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green]);
        Assert.Equal(200, (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x")).Status);

        await edge.SwitchAsync("blue");
        Assert.Equal(200, (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x")).Status);

        Assert.Equal((1, 2), (blue.Connections, blue.Requests));
    }

    [Fact(Timeout = Timeout)]
    public async Task Stop_LetsARequestFinish_AndTakesNoNewOnes()
    {
        await using var edge = await RunningEdge.StartAsync([blue, green], options => options with { DrainTimeout = TimeSpan.FromSeconds(30) });
        using var idle = await HttpWire.ConnectAsync(edge.Listen);
        Assert.Equal(200, (await idle.AskAsync("GET", "/api/x")).Status);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.SendAsync("GET", "/api/hold");
        await blue.Held.Task.WaitAsync(Cancellation);

        var stopping = edge.StopAsync();
        Assert.Equal("end", await idle.ReadEndingAsync());
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => HttpWire.ConnectAsync(edge.Listen));
        Assert.False(stopping.IsCompleted);
        blue.Release.SetResult();

        var answer = await wire.ReadAnswerAsync();
        Assert.Equal(("blue", true), (answer.Text, answer.Closes));
        Assert.Equal("end", await wire.ReadEndingAsync());
        await stopping.WaitAsync(Cancellation);
    }
}
