using System.Net.Sockets;
using System.Security.Cryptography;

namespace Integration.ProxySwitch;

public sealed class SessionTests : IDisposable
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
    public async Task Serves_AThousandSessions_AndCountsThem()
    {
        await using var proxy = await RunningProxy.StartAsync([source]);

        var sessions = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Wire.OpenAsync(proxy.Listen)));
        Assert.All(sessions, session => Assert.Equal("source", session.Upstream));
        Assert.Equal(1000, await proxy.CounterAsync("source", "sessions"));

        // Every session hears its own words only, while one in ten of the others dies rudely.
        await Task.WhenAll(sessions.Select(async (session, i) =>
        {
            for (var round = 0; round < 5; round++)
            {
                if (i % 10 == 0 && round == 2)
                {
                    session.Socket.Reset();
                    return;
                }

                await session.Socket.EchoAsync($"session {i} round {round}");
            }
        }));
        await Eventually.EqualAsync(900L, () => proxy.CounterAsync("source", "sessions"));

        Array.ForEach(sessions, session => session.Socket.Dispose());
        await Eventually.EqualAsync(0L, () => proxy.CounterAsync("source", "sessions"));
        Assert.Equal(0, await proxy.CounterAsync("source", "halfClosed"));
        Assert.Equal(1000, await proxy.CounterAsync("source", "sessionsTotal"));
        await Eventually.EqualAsync(0, () => source.Sessions);
    }

    [Fact(Timeout = Timeout)]
    public async Task Moves_100MegabytesBothWaysAtOnce_ByteForByte()
    {
        const int Megabytes = 100;
        var received = new TaskCompletionSource<byte[]>();
        using var upstream = new TestUpstream("source", async socket =>
        {
            var down = SendRandomAsync(socket, seed: 2, Megabytes);
            received.SetResult(SHA256.HashData(await socket.ReadToEndAsync()));
            await down;
        });
        await using var proxy = await RunningProxy.StartAsync([upstream]);
        using var client = await Wire.ConnectAsync(proxy.Listen);

        var up = SendRandomAsync(client, seed: 1, Megabytes);
        var heard = SHA256.HashData(await client.ReadToEndAsync());
        await up;

        Assert.Equal(await RandomHashAsync(seed: 2, Megabytes), heard);
        Assert.Equal(await RandomHashAsync(seed: 1, Megabytes), await received.Task);
        Assert.Equal(Megabytes * 1_000_000, await proxy.CounterAsync("source", "bytesUp"));
        Assert.Equal(Megabytes * 1_000_000, await proxy.CounterAsync("source", "bytesDown"));
    }

    [Fact(Timeout = Timeout)]
    public async Task ASlowReader_StopsItsWriter_AndNobodyElse()
    {
        long sent = 0;
        using var upstream = new TestUpstream("source", async socket =>
        {
            var block = new byte[100_000];
            while (Volatile.Read(ref sent) < 500_000_000)
            {
                await socket.SendAllAsync(block);
                Interlocked.Add(ref sent, block.Length);
            }
        });
        await using var proxy = await RunningProxy.StartAsync([upstream, target]);
        using var slow = await Wire.ConnectAsync(proxy.Listen);
        await slow.ReadExactlyAsync(new byte[1000]);

        // What is under way lies in the kernel's socket buffers and one buffer of ours: far less than what is to be sent.
        var stalled = await Eventually.StandsStillAsync(() => Volatile.Read(ref sent));
        Assert.InRange(stalled, 1, 60_000_000);

        await proxy.SwitchAsync("target");
        var (other, name) = await Wire.OpenAsync(proxy.Listen);
        using (other)
        {
            Assert.Equal("target", name);
            await other.EchoAsync("not held up");
        }

        // It goes on when the reader does.
        await slow.ReadExactlyAsync(new byte[stalled + 5_000_000]);
        Assert.True(Volatile.Read(ref sent) > stalled);
    }

    [Fact(Timeout = Timeout)]
    public async Task HalfClose_LeavesTheAnswerItsWay()
    {
        using var upstream = new TestUpstream("source", async socket =>
        {
            var question = await socket.ReadToEndAsync(); // hears the end first
            await socket.SendAsync($"{question.Length} bytes heard");
        });
        await using var proxy = await RunningProxy.StartAsync([upstream]);
        using var client = await Wire.ConnectAsync(proxy.Listen);

        await client.SendAllAsync(new byte[300_000]);
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal("300000 bytes heard"u8.ToArray(), await client.ReadToEndAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task HalfClose_TheOtherWay_LetsTheClientFinish()
    {
        var heard = new TaskCompletionSource<byte[]>();
        using var upstream = new TestUpstream("source", async socket =>
        {
            await socket.SendAsync("bye\n");
            socket.Shutdown(SocketShutdown.Send);
            heard.SetResult(await socket.ReadToEndAsync());
        });
        await using var proxy = await RunningProxy.StartAsync([upstream]);
        using var client = await Wire.ConnectAsync(proxy.Listen);

        Assert.Equal("bye\n"u8.ToArray(), await client.ReadToEndAsync());
        await Eventually.EqualAsync(1L, () => proxy.CounterAsync("source", "halfClosed"));
        await client.SendAsync("one more thing");
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal("one more thing"u8.ToArray(), await heard.Task.WaitAsync(Cancellation));
        await Eventually.EqualAsync(0L, () => proxy.CounterAsync("source", "sessions"));
    }

    [Fact(Timeout = Timeout)]
    public async Task WithHalfCloseOff_OneGoodbyeEndsTheSession()
    {
        await using var proxy = await RunningProxy.StartAsync([source], options => options with { HalfClose = false });
        var (client, _) = await Wire.OpenAsync(proxy.Listen);
        using (client)
        {
            source.EndSessions(reset: false);

            Assert.Equal("end", await client.ReadEndingAsync());
            await Eventually.EqualAsync(0L, () => proxy.CounterAsync("source", "sessions")); // though the client has not closed
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task AReset_IsPassedOn_FromTheUpstream()
    {
        await using var proxy = await RunningProxy.StartAsync([source]);
        var (client, _) = await Wire.OpenAsync(proxy.Listen);
        using (client)
        {
            source.EndSessions(reset: true);

            Assert.Equal("reset", await client.ReadEndingAsync());
            await Eventually.EqualAsync(0L, () => proxy.CounterAsync("source", "sessions"));
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task AReset_IsPassedOn_FromTheClient()
    {
        var ending = new TaskCompletionSource<string>();
        using var upstream = new TestUpstream("source", async socket =>
        {
            await socket.SendAsync("source\n");
            ending.SetResult(await socket.ReadEndingAsync());
        });
        await using var proxy = await RunningProxy.StartAsync([upstream]);
        var (client, _) = await Wire.OpenAsync(proxy.Listen);

        client.Reset();

        Assert.Equal("reset", await ending.Task.WaitAsync(Cancellation));
        await Eventually.EqualAsync(0L, () => proxy.CounterAsync("source", "sessions"));
    }

    [Fact(Timeout = Timeout)]
    public async Task LastWords_BeforeAReset_AreDelivered()
    {
        using var upstream = new TestUpstream("source", async socket =>
        {
            await socket.SendAsync("source\n");
            await socket.ReadLineAsync();
            await socket.SendAsync("ERROR: server is going down\n");
            socket.Reset(); // what is sent is in the proxy's kernel buffer before the RST, on loopback
        });
        await using var proxy = await RunningProxy.StartAsync([upstream]);
        for (var i = 0; i < 50; i++)
        {
            var (client, _) = await Wire.OpenAsync(proxy.Listen);
            using (client)
            {
                await client.SendAsync("question\n");

                Assert.Equal("ERROR: server is going down", await client.ReadLineAsync());
                Assert.Equal("reset", await client.ReadEndingAsync());
            }
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamKilledMidTransfer_EndsItsSessions_AndNoOther()
    {
        await using var proxy = await RunningProxy.StartAsync([source, target]);
        var doomed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Wire.OpenAsync(proxy.Listen)));
        await proxy.SwitchAsync("target");
        var (survivor, name) = await Wire.OpenAsync(proxy.Listen);
        Assert.Equal("target", name);

        var sending = doomed.Select(async session =>
        {
            try
            {
                while (true)
                {
                    await session.Socket.EchoAsync("still there?");
                }
            }
            catch (Exception exception) when (exception is SocketException or Xunit.Sdk.XunitException)
            {
                // Reset, or the line was cut.
            }
        }).ToArray();
        await survivor.EchoAsync("before");
        source.StopListening();
        source.EndSessions(reset: true);
        await Task.WhenAll(sending);

        await survivor.EchoAsync("after");
        await Eventually.EqualAsync(0L, () => proxy.CounterAsync("source", "sessions"));
        Assert.Equal(1, await proxy.CounterAsync("target", "sessions"));
        survivor.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatIsDown_ClosesTheClientAtOnce_AndIsCounted_UntilItIsBack()
    {
        await using var proxy = await RunningProxy.StartAsync([source]);
        source.StopListening();

        for (var i = 0; i < 3; i++)
        {
            using var client = await Wire.ConnectAsync(proxy.Listen);
            Assert.Equal("end", await client.ReadEndingAsync());
        }

        Assert.Equal(3, await proxy.CounterAsync("source", "connectErrors"));
        Assert.Equal(0, await proxy.CounterAsync("source", "sessionsTotal"));

        source.Listen();
        var (back, name) = await Wire.OpenAsync(proxy.Listen);
        Assert.Equal("source", name);
        back.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUpstreamThatDoesNotAnswer_IsGivenUp_InTime()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a kernel that drops SYNs when the backlog is full");
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        deaf.Listen(0);
        var deafPort = ((System.Net.IPEndPoint)deaf.LocalEndPoint!).Port;
        using var filler = await Wire.ConnectAsync(new(System.Net.IPAddress.Loopback, deafPort));
        await using var proxy = await RunningProxy.StartAsync([source], options => options with
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
            InitialTable = new("deaf", [new("deaf", new("127.0.0.1", deafPort)), .. options.InitialTable!.Upstreams]),
        });

        using var client = await Wire.ConnectAsync(proxy.Listen);
        Assert.Equal("end", await client.ReadEndingAsync());
        Assert.Equal(1, await proxy.CounterAsync("deaf", "connectErrors"));

        var (status, body) = await proxy.PostAsync("control/test", """{"active":"deaf"}""");
        Assert.Equal(422, (int)status);
        Assert.Contains("no answer within 300 ms", body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task AnIdleSession_IsClosed_ABusyOneStays()
    {
        await using var proxy = await RunningProxy.StartAsync([source], options => options with { IdleTimeout = TimeSpan.FromSeconds(1.5) });
        var (idle, _) = await Wire.OpenAsync(proxy.Listen);
        var (busy, _) = await Wire.OpenAsync(proxy.Listen);

        var ending = idle.ReadEndingAsync();
        while (!ending.IsCompleted)
        {
            await busy.EchoAsync("working");
        }

        Assert.Equal("end", await ending);
        await busy.EchoAsync("still working");
        idle.Dispose();
        busy.Dispose();
    }

    [Fact(Timeout = Timeout)]
    public async Task Stop_ClosesTheListenerFirst_ThenWaitsForSessions()
    {
        await using var proxy = await RunningProxy.StartAsync([source], options => options with { DrainTimeout = TimeSpan.FromSeconds(20) });
        var (client, _) = await Wire.OpenAsync(proxy.Listen);

        var stopping = proxy.StopAsync();
        await Eventually.EqualAsync(true, async () =>
        {
            try
            {
                (await Wire.ConnectAsync(proxy.Listen)).Dispose();
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        });
        await client.EchoAsync("still served");
        Assert.False(stopping.IsCompleted);

        client.Dispose();
        await stopping.WaitAsync(Cancellation);
    }

    [Fact(Timeout = Timeout)]
    public async Task Stop_CutsWhatDoesNotEnd()
    {
        await using var proxy = await RunningProxy.StartAsync([source], options => options with { DrainTimeout = TimeSpan.FromMilliseconds(100) });
        var (client, _) = await Wire.OpenAsync(proxy.Listen);

        await proxy.StopAsync();

        Assert.Equal("end", await client.ReadEndingAsync());
        client.Dispose();
    }

    private static async Task SendRandomAsync(Socket socket, int seed, int megabytes)
    {
        await foreach (var block in RandomBlocksAsync(seed, megabytes))
        {
            await socket.SendAllAsync(block);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> RandomHashAsync(int seed, int megabytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var block in RandomBlocksAsync(seed, megabytes))
        {
            hash.AppendData(block.Span);
        }

        return hash.GetHashAndReset();
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> RandomBlocksAsync(int seed, int megabytes)
    {
        var random = new Random(seed);
        var block = new byte[1_000_000];
        for (var i = 0; i < megabytes; i++)
        {
            random.NextBytes(block);
            yield return block;
            await Task.Yield();
        }
    }
}
