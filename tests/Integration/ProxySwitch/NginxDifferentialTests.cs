using System.Net.Sockets;
using System.Text;

namespace Integration.ProxySwitch;

/// <summary>
/// The same client, the same upstreams, once through real nginx and once through db-proxy: what the client and the upstream see must be the same.
/// </summary>
public sealed class NginxDifferentialTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly TestUpstream source = new("source");
    private readonly TestUpstream target = new("target");

    public void Dispose()
    {
        source.Dispose();
        target.Dispose();
    }

    [Theory(Timeout = Timeout)]
    [InlineData(true)]
    [InlineData(false)]
    public Task AnOpenSession_StaysOnTheOldUpstream_ANewOneGoesToTheNew(bool halfClose) => SameAsync(halfClose, async proxy =>
    {
        var seen = new List<string>();
        var (old, oldName) = await Wire.OpenAsync(proxy.Listen);
        seen.Add($"first session: {oldName}");

        await proxy.SwitchAsync("target");

        var (young, youngName) = await Wire.OpenAsync(proxy.Listen);
        seen.Add($"second session: {youngName}");
        await old.EchoAsync(new string('o', 200_000));
        await young.EchoAsync(new string('y', 200_000));
        seen.Add($"both work: {source.Sessions} on source, {target.Sessions} on target");

        await proxy.SwitchAsync("source");

        await old.EchoAsync("after two reloads");
        await young.EchoAsync("after one reload");
        var (third, thirdName) = await Wire.OpenAsync(proxy.Listen);
        seen.Add($"third session: {thirdName}");
        foreach (var socket in new[] { old, young, third })
        {
            socket.Dispose();
        }

        await Eventually.EqualAsync(0, () => source.Sessions + target.Sessions);
        seen.Add("all sessions ended");
        return seen;
    }, "first session: source", "second session: target", "both work: 1 on source, 1 on target", "third session: source", "all sessions ended");

    [Fact(Timeout = Timeout)]
    public Task UnderTraffic_AReloadFailsNobody() => SameAsync(halfClose: true, async proxy =>
    {
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var met = new HashSet<string>();
            while (!stop.IsCancellationRequested)
            {
                var (socket, name) = await Wire.OpenAsync(proxy.Listen);
                await socket.EchoAsync("hello");
                met.Add(name);
                socket.Dispose();
            }

            return met;
        })).ToArray();
        for (var i = 0; i < 4; i++)
        {
            await proxy.SwitchAsync(i % 2 == 0 ? "target" : "source");
            await Eventually.EqualAsync(true, () => i % 2 == 0 ? target.Sessions > 0 : source.Sessions > 0);
        }

        await stop.CancelAsync();
        return [.. (await Task.WhenAll(clients)).SelectMany(met => met).Distinct().Order()];
    }, "source", "target");

    [Theory(Timeout = Timeout)]
    [InlineData(true, "200000 bytes heard")]
    [InlineData(false, "")]
    public Task AClientThatEndsItsHalf(bool halfClose, string answer) => SameAsync(halfClose, async proxy =>
    {
        using var client = await Wire.ConnectAsync(proxy.Listen);

        await client.SendAllAsync(new byte[200_000]);
        client.Shutdown(SocketShutdown.Send);

        return [Encoding.UTF8.GetString(await client.ReadToEndAsync())];
    }, [answer], new("source", async socket =>
    {
        var heard = await socket.ReadToEndAsync();
        await socket.SendAsync($"{heard.Length} bytes heard");
    }));

    [Theory(Timeout = Timeout)]
    [InlineData(true, "on source still: 1")]
    [InlineData(false, "on source still: 0")]
    public Task AnUpstreamThatEndsItsHalf_AsMySqlDoesAtKill(bool halfClose, string upstreamSees)
    {
        var open = 0;
        return SameAsync(halfClose, async proxy =>
        {
            using var client = await Wire.ConnectAsync(proxy.Listen);
            var seen = new List<string> { await client.ReadLineAsync(), await client.ReadEndingAsync() };
            await Eventually.EqualAsync(halfClose ? 1 : 0, () => Volatile.Read(ref open));
            seen.Add($"on source still: {open}");
            return seen;
        }, ["last words", "end", upstreamSees], new("source", async socket =>
        {
            Interlocked.Increment(ref open);
            await socket.SendAsync("last words\n");
            socket.Shutdown(SocketShutdown.Send);
            await socket.ReadEndingAsync();
            Interlocked.Decrement(ref open);
        }));
    }

    [Fact(Timeout = Timeout)]
    public Task AnUpstreamThatIsDown_EndsTheClient_UntilItIsBack() => SameAsync(halfClose: true, async proxy =>
    {
        source.StopListening();
        var seen = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var client = await Wire.ConnectAsync(proxy.Listen);
            seen.Add(await client.ReadEndingAsync());
        }

        source.Listen();
        var (back, name) = await Wire.OpenAsync(proxy.Listen);
        back.Dispose();
        return [.. seen, name];
    }, "end", "end", "end", "source");

    [Fact(Timeout = Timeout)]
    public async Task AReset_IsWhereTheyDiffer_NginxTurnsItIntoAnEnd_DbProxyPassesItOn()
    {
        Assert.SkipUnless(NginxStream.WhyNot is null, NginxStream.WhyNot ?? "");
        await using var nginx = await NginxStream.StartAsync([source, target], halfClose: true);
        await using var ours = await RunningProxy.StartAsync([source, target]);

        Assert.Equal("end", await EndingAsync(nginx));
        Assert.Equal("reset", await EndingAsync(ours));

        async Task<string> EndingAsync(ISwitchableProxy proxy)
        {
            var (client, _) = await Wire.OpenAsync(proxy.Listen);
            using (client)
            {
                source.EndSessions(reset: true);
                return await client.ReadEndingAsync();
            }
        }
    }

    private Task SameAsync(bool halfClose, Func<ISwitchableProxy, Task<List<string>>> play, params string[] expected) => SameAsync(halfClose, play, expected, source);

    private async Task SameAsync(bool halfClose, Func<ISwitchableProxy, Task<List<string>>> play, string[] expected, TestUpstream first)
    {
        Assert.SkipUnless(NginxStream.WhyNot is null, NginxStream.WhyNot ?? "");
        await using var nginx = await NginxStream.StartAsync([first, target], halfClose);
        await using var ours = await RunningProxy.StartAsync([first, target], options => options with { HalfClose = halfClose });

        var throughNginx = await play(nginx);
        var throughOurs = await play(ours);

        Assert.Equal(throughNginx, throughOurs);
        Assert.Equal(expected, throughOurs);
    }
}
