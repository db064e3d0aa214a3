using System.Net.Sockets;
using Integration.ProxySwitch;

namespace Integration.Dns;

public sealed class RobustnessTests
{
    private const int Timeout = 60_000;

    /// <summary>ID 0xABCD, recursion desired, doktori.test A IN; before it its length, as TCP wants it.</summary>
    private static readonly byte[] Query = [0, 30, 0xAB, 0xCD, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7, .. "doktori"u8, 4, .. "test"u8, 0, 0, 1, 0, 1];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = Timeout)]
    public async Task GarbageDatagrams_HurtNobody()
    {
        await using var dns = await RunningDns.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var random = new Random(5);
        for (var i = 0; i < 5_000; i++)
        {
            var garbage = i % 2 == 0 ? new byte[random.Next(0, 600)] : Query[2..];
            if (i % 2 == 0)
            {
                random.NextBytes(garbage);
            }
            else
            {
                garbage[random.Next(garbage.Length)] = (byte)random.Next(256);
            }

            await socket.SendToAsync(garbage, SocketFlags.None, dns.Listen, Cancellation);
            if (i % 100 == 0)
            {
                Assert.Equal(("127.0.0.2", 60), await dns.AskAsync());
            }
        }

        await socket.SendToAsync(new byte[65_000], SocketFlags.None, dns.Listen, Cancellation);
        Assert.Equal(("127.0.0.2", 60), await dns.AskAsync());
        Assert.Equal(("127.0.0.2", 60), await dns.AskAsync(tcp: true));
    }

    [Fact(Timeout = Timeout)]
    public async Task ManyQueriesOnOneConnection_AreAnsweredInOrder()
    {
        await using var dns = await RunningDns.StartAsync();
        using var socket = await Wire.ConnectAsync(dns.Listen);
        await socket.SendAllAsync(Enumerable.Range(0, 200).SelectMany(id => Numbered((byte)id)).ToArray()); // all before the first answer is read
        for (var id = 0; id < 200; id++)
        {
            Assert.Equal((byte)id, (await AnswerAsync(socket))[1]);
        }

        // In pieces as small as there are.
        foreach (var octet in Numbered(200))
        {
            await socket.SendAllAsync(new[] { octet });
        }

        Assert.Equal(200, (await AnswerAsync(socket))[1]);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1], SocketFlags.None, Cancellation));
    }

    [Fact(Timeout = Timeout)]
    public async Task SlowConnections_HoldUpNobody()
    {
        await using var dns = await RunningDns.StartAsync(options => options with { TcpIdleTimeout = TimeSpan.FromMinutes(10) });
        var slow = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var socket = await Wire.ConnectAsync(dns.Listen);
            await socket.SendAllAsync(Query.AsMemory(0, 10)); // the rest never comes
            return socket;
        }));

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(("127.0.0.2", 60), await dns.AskAsync(tcp: i % 2 == 0));
        }

        Array.ForEach(slow, socket => socket.Dispose());
    }

    [Fact(Timeout = Timeout)]
    public async Task AConnectionThatDrips_IsClosedAfterTheTimeout()
    {
        await using var dns = await RunningDns.StartAsync(options => options with { TcpIdleTimeout = TimeSpan.FromMilliseconds(300) });
        using var idle = await Wire.ConnectAsync(dns.Listen);
        using var dripping = await Wire.ConnectAsync(dns.Listen);
        await dripping.SendAllAsync(Query.AsMemory(0, 5));

        Assert.True(await EndsAsync(idle));
        Assert.True(await EndsAsync(dripping));
        await Eventually.EqualAsync(0, async () => (await dns.StateAsync()).GetProperty("tcpConnections").GetInt32());
    }

    [Fact(Timeout = Timeout)]
    public async Task MoreConnectionsThanAllowed_CloseTheOneThatIsSilentLongest()
    {
        await using var dns = await RunningDns.StartAsync(options => options with { TcpConnections = 3, TcpIdleTimeout = TimeSpan.FromMinutes(10) });
        var open = new List<Socket>();
        for (var i = 0; i < 4; i++)
        {
            open.Add(await Wire.ConnectAsync(dns.Listen));
            await AskAsync(open[i]);
            if (i == 2)
            {
                await AskAsync(open[0]); // the first is not the most silent any more
            }
        }

        Assert.True(await EndsAsync(open[1]));
        foreach (var socket in (Socket[])[open[0], open[2], open[3]])
        {
            await AskAsync(socket);
        }

        Assert.Equal(3, (await dns.StateAsync()).GetProperty("tcpConnections").GetInt32());
        open.ForEach(socket => socket.Dispose());
    }

    [Fact(Timeout = Timeout)]
    public async Task WhatIsNoQuery_EndsTheConnection_AndOnlyThis()
    {
        await using var dns = await RunningDns.StartAsync();
        using var good = await Wire.ConnectAsync(dns.Listen);
        using var bad = await Wire.ConnectAsync(dns.Listen);
        await bad.SendAllAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        using var empty = await Wire.ConnectAsync(dns.Listen);
        await empty.SendAllAsync(new byte[2]);

        Assert.True(await EndsAsync(empty));
        await AskAsync(good);
    }

    [Fact(Timeout = Timeout)]
    public async Task AClientThatResets_HurtsNobody()
    {
        await using var dns = await RunningDns.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            var socket = await Wire.ConnectAsync(dns.Listen);
            await socket.SendAllAsync(Query);
            socket.Reset();
        }

        await Eventually.EqualAsync(0, async () => (await dns.StateAsync()).GetProperty("tcpConnections").GetInt32());
        Assert.Equal(("127.0.0.2", 60), await dns.AskAsync(tcp: true));
    }

    private static byte[] Numbered(byte id) => [.. Query[..3], id, .. Query[4..]];

    private static async Task AskAsync(Socket socket)
    {
        await socket.SendAllAsync(Query);
        Assert.Equal([127, 0, 0, 2], (await AnswerAsync(socket))[^4..]);
    }

    private static async Task<byte[]> AnswerAsync(Socket socket)
    {
        var length = new byte[2];
        await socket.ReadExactlyAsync(length);
        var answer = new byte[(length[0] << 8) | length[1]];
        await socket.ReadExactlyAsync(answer);
        return answer;
    }

    private static async Task<bool> EndsAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1], SocketFlags.None, Cancellation) == 0;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }
}
