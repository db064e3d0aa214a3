namespace Integration.ProxySwitch;

public sealed class SwitchTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly TestUpstream source = new("source");
    private readonly TestUpstream target = new("target");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        source.Dispose();
        target.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task UnderTraffic_OldSessionsStay_NewOnesGoToTheNewUpstream_NobodyFails()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        using var stop = new CancellationTokenSource();
        var old = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Wire.OpenAsync(proxy.Listen)));
        var talking = old.Select(async session =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await session.Socket.EchoAsync($"{session.Upstream} {i}");
            }
        }).ToArray();

        // What a session met must be what was active at some moment between its start and its greeting.
        var settled = 0; // switches that have returned; even: source, odd: target
        var begun = 0;
        var opening = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var opened = 0;
            for (; !stop.IsCancellationRequested; opened++)
            {
                var settledBefore = Volatile.Read(ref settled);
                var (socket, upstream) = await Wire.OpenAsync(proxy.Listen);
                var begunAfter = Volatile.Read(ref begun);
                if (settledBefore == begunAfter)
                {
                    Assert.Equal(settledBefore % 2 == 0 ? "source" : "target", upstream);
                }

                await socket.EchoAsync("hello");
                socket.Dispose();
            }

            return opened;
        })).ToArray();

        for (var i = 1; i <= 20; i++)
        {
            Interlocked.Increment(ref begun);
            await proxy.SwitchAsync(i % 2 == 1 ? "target" : "source");
            Interlocked.Increment(ref settled);
            var (socket, upstream) = await Wire.OpenAsync(proxy.Listen);
            Assert.Equal(i % 2 == 1 ? "target" : "source", upstream);
            socket.Dispose();
        }

        await stop.CancelAsync();
        await Task.WhenAll(talking);
        Assert.All(await Task.WhenAll(opening), opened => Assert.True(opened > 0));
        var state = await proxy.StateAsync();
        Assert.Equal(21, state.GetProperty("generation").GetInt32());
        Assert.Equal(21, state.GetProperty("switches").GetArrayLength());
        Assert.Equal(30, state.GetProperty("switches")[0].GetProperty("sessions").GetInt64()); // generation 1 still holds its own
        Assert.Equal(0, await proxy.CounterAsync("source", "connectErrors") + await proxy.CounterAsync("target", "connectErrors"));
        Array.ForEach(old, session => session.Socket.Dispose());
    }

    [Fact(Timeout = Timeout)]
    public async Task State_TellsTheWholeStory()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var (client, _) = await Wire.OpenAsync(proxy.Listen);
        await client.EchoAsync("12345");
        await proxy.SwitchAsync("target");

        var state = await proxy.StateAsync();

        Assert.Equal(("db", 2, "target", proxy.Listen.ToString()),
            (state.GetProperty("role").GetString(), state.GetProperty("generation").GetInt32(), state.GetProperty("active").GetString(), state.GetProperty("listen").GetString()));
        var upstream = state.GetProperty("upstreams")[0];
        Assert.Equal(("source", $"127.0.0.1:{source.EndPoint.Port}"), (upstream.GetProperty("name").GetString(), upstream.GetProperty("address").GetString()));
        Assert.Equal((1, 1, 6, 13, 0), (Counter("sessions"), Counter("sessionsTotal"), Counter("bytesUp"), Counter("bytesDown"), Counter("connectErrors")));
        var switches = state.GetProperty("switches").EnumerateArray().ToArray();
        Assert.Equal([(1, "source", 1), (2, "target", 0)], switches.Select(entry => (entry.GetProperty("generation").GetInt32(), entry.GetProperty("active").GetString(), entry.GetProperty("sessions").GetInt32())));
        Assert.True(switches[0].GetProperty("at").GetDateTimeOffset() < switches[1].GetProperty("at").GetDateTimeOffset());
        client.Dispose();

        long Counter(string name) => upstream.GetProperty(name).GetInt64();
    }

    [Fact(Timeout = Timeout)]
    public async Task ASwitchToADeadUpstream_IsRefused_AndChangesNothing()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var before = await File.ReadAllTextAsync(proxy.UpstreamFile, Cancellation);
        target.StopListening();

        var (status, body) = await proxy.PostAsync("control/switch", """{"active":"target"}""");

        Assert.Equal((422, "upstream_unreachable"), ((int)status, body.GetProperty("code").GetString()));
        Assert.Equal(before, await File.ReadAllTextAsync(proxy.UpstreamFile, Cancellation));
        Assert.Equal(1, (await proxy.StateAsync()).GetProperty("generation").GetInt32());
        var (client, name) = await Wire.OpenAsync(proxy.Listen);
        Assert.Equal("source", name);
        client.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task AHandEditedFile_IsTakenOnReload_AndNotBefore()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var text = await File.ReadAllTextAsync(proxy.UpstreamFile, Cancellation);
        await File.WriteAllTextAsync(proxy.UpstreamFile, text.Replace("\"active\": \"source\"", "\"active\": \"target\"", StringComparison.Ordinal), Cancellation);
        Assert.Equal("source", await NameOfNewSessionAsync(proxy));

        var (status, _) = await proxy.PostAsync("control/reload", "");

        Assert.Equal(200, (int)status);
        Assert.Equal("target", await NameOfNewSessionAsync(proxy));
    }

    [Fact(Timeout = Timeout)]
    public async Task ABadHandEdit_IsRefusedWithItsLine_AndTheOldTableStays()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        await File.WriteAllTextAsync(proxy.UpstreamFile, "{\n  \"active\": \"target\",\n  \"upstreams\": { \"target\": \"127.0.0.1\" }\n}\n", Cancellation);

        var (status, body) = await proxy.PostAsync("control/reload", "");

        Assert.Equal((422, "bad_table", 3), ((int)status, body.GetProperty("code").GetString(), body.GetProperty("line").GetInt32()));
        Assert.StartsWith("upstreams.json:3:", body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("source", await NameOfNewSessionAsync(proxy));
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatLeftTheTable_StaysInTheState_WhileItsSessionsLive()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var (client, _) = await Wire.OpenAsync(proxy.Listen);
        await File.WriteAllTextAsync(proxy.UpstreamFile, $$"""{"active":"target","upstreams":{ "target":"127.0.0.1:{{target.EndPoint.Port}}" } }""", Cancellation);

        await proxy.PostAsync("control/reload", "");

        Assert.Equal(1, await proxy.CounterAsync("source", "sessions"));
        await client.EchoAsync("still here");
        client.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task RacingSwitches_EndInOneState_ThatFileAndRoutingShare()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => proxy.PostAsync("control/switch", i % 2 == 0 ? """{"active":"target"}""" : """{"active":"source"}""")));

        Assert.All(results, result => Assert.Equal(200, (int)result.Status));
        var state = await proxy.StateAsync();
        Assert.Equal(21, state.GetProperty("generation").GetInt32());
        var active = state.GetProperty("active").GetString();
        Assert.Contains($"\"active\": \"{active}\"", await File.ReadAllTextAsync(proxy.UpstreamFile, Cancellation), StringComparison.Ordinal);
        Assert.Equal(active, await NameOfNewSessionAsync(proxy));
    }

    [Fact(Timeout = Timeout)]
    public async Task ASessionThatIsStillDialling_EndsUpOnTheUpstreamItWasAcceptedFor()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var opening = Enumerable.Range(0, 50).Select(_ => Wire.OpenAsync(proxy.Listen)).ToArray();

        await proxy.SwitchAsync("target");

        foreach (var (socket, name) in await Task.WhenAll(opening))
        {
            Assert.Contains(name, new[] { "source", "target" });
            await socket.EchoAsync("alive");
            socket.Dispose();
        }
    }

    private static async Task<string> NameOfNewSessionAsync(RunningProxy proxy)
    {
        var (socket, name) = await Wire.OpenAsync(proxy.Listen);
        socket.Dispose();
        return name;
    }
}
