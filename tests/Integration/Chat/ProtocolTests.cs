using System.Net;
using System.Net.WebSockets;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Seeding;
using Integration.FakeDoktoriApi;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Chat;

/// <summary>The session's rules, and what one client that breaks them means for another: nothing.</summary>
[Collection(nameof(ChatServerCollection))]
public sealed class ProtocolTests(ApiServer server)
{
    private const long Room = SeedPlan.TalkRoom;

    [Fact]
    public async Task Connected_SaysWhatWasAgreedOn()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Server:Id", "chat-blue"));
        await using var client = await StompClient.OpenAsync(chat.Socket, options =>
        {
            options.AddSubProtocol("v12.stomp");
            options.AddSubProtocol("v11.stomp");
        });

        var connected = await client.ConnectAsync(chat.Token(1), "10000,10000");

        Assert.Equal("v12.stomp", client.Subprotocol);
        Assert.Equal(("1.2", "10000,10000", "chat-blue", "1"), (connected.Headers["version"], connected.Headers["heart-beat"], connected.Headers["server"], connected.Headers["user-name"]));
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/api/ws")]
    public async Task BothAddresses_AreTheSame_AndOnlyForWebSockets(string path)
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await StompClient.OpenAsync(new Uri(chat.Socket, path));
        await client.ConnectAsync(chat.Token(1));

        Assert.Equal(400, await chat.StatusAsync(path));
        await client.AskAsync("DISCONNECT\n");
        Assert.Equal(1000, await client.ClosedAsync());
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/api/ws")]
    public async Task PageOfAnotherOrigin_IsRefused(string path)
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);

        await Assert.ThrowsAsync<WebSocketException>(() => StompClient.OpenAsync(new Uri(chat.Socket, path), options => options.SetRequestHeader("Origin", "https://evil.test")));
        await using var client = await StompClient.OpenAsync(new Uri(chat.Socket, path), options => options.SetRequestHeader("Origin", "https://doktori.test"));
        await client.ConnectAsync(chat.Token(1));
    }

    [Fact]
    public async Task OtherPaths_AreAsTheApis()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);

        foreach (var path in new[] { "/health", "/api/health", "/api/chat-rooms?size=20", "/actuator/health/liveness", "/api/actuator/health/readiness", "/actuator/prometheus" })
        {
            await Support.Eventually.TrueAsync(async () => await chat.StatusAsync(path) == 200, TestContext.Current.CancellationToken);
        }

        Assert.Equal((401, 400), (await chat.StatusAsync("/api/users/me"), await chat.StatusAsync("/api/chat-rooms?size=21")));
        using var response = await chat.Http.GetAsync(new Uri("/api/health", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(["chat-test"], response.Headers.GetValues("X-Server-Id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Authorization:Bearer nonsense\n")]
    [InlineData("Authorization:Basic dXNlcjpwYXNz\n")]
    [InlineData("Authorization:Bearer EXPIRED\n")]
    public async Task ConnectWithoutAGoodToken_IsAnError_WithItsText_AndAClose(string header)
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await StompClient.OpenAsync(chat.Socket);

        await client.SendRawAsync($"CONNECT\naccept-version:1.2\n{header.Replace("EXPIRED", Expired(), StringComparison.Ordinal)}\n\0");

        var error = await client.OtherAsync();
        Assert.Equal(("ERROR", "AUTH_UNAUTHORIZED", "AUTH_UNAUTHORIZED"), (error.Command, error.Headers["message"], error.Body));
        Assert.Equal(1008, await client.ClosedAsync());
    }

    [Fact]
    public async Task VersionsNobodySpeaks_AreAnError_ThatNamesOurs()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await StompClient.OpenAsync(chat.Socket);

        await client.SendRawAsync($"CONNECT\naccept-version:2.0\nAuthorization:Bearer {chat.Token(1)}\n\n\0");

        Assert.Equal("1.0,1.1,1.2", (await client.OtherAsync()).Headers["version"]);
    }

    [Theory]
    [InlineData("NONSENSE\n\n\0", 1002)]
    [InlineData("CONNECT\n\n\0", 1002)]
    [InlineData("CONNECTED\n\n\0", 1002)]
    [InlineData("SEND\n\n\0", 1002)]
    [InlineData("SEND\ndestination:/app/chat-rooms/31/messages\ntransaction:t\n\n{}\0", 1002)]
    [InlineData("SUBSCRIBE\ndestination:/topic/chat-rooms/31\n\n\0", 1002)]
    [InlineData("SUBSCRIBE\nid:1\n\n\0", 1002)]
    [InlineData("SUBSCRIBE\nid:1\ndestination:/a\n\n\0SUBSCRIBE\nid:1\ndestination:/a\n\n\0", 1002)]
    [InlineData("UNSUBSCRIBE\n\n\0", 1002)]
    [InlineData("BEGIN\ntransaction:t\n\n\0", 1002)]
    [InlineData("SEND\ndestination\n\n\0", 1002)]
    [InlineData("SEND\ncontent-length:65536\n\n", 1009)]
    [InlineData("SEND\n\nHUGE", 1009)]
    [InlineData("HUGE", 1009)]
    [InlineData("MANY-SUBSCRIPTIONS", 1008)]
    [InlineData("MANY-FRAMES", 1008)]
    public async Task BadFrame_IsAnError_AndAClose_AndNobodyElseNotices(string frames, int code)
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Chat:FramesPerSecond", "100"));
        await using var good = await chat.JoinAsync(1, Room);
        await using var bad = await chat.JoinAsync(2, Room);

        await bad.SendRawAsync(frames switch
        {
            "MANY-SUBSCRIPTIONS" => string.Concat(Enumerable.Range(0, 33).Select(i => $"SUBSCRIBE\nid:{i}\ndestination:/topic/other\n\n\0")),
            "MANY-FRAMES" => string.Concat(Enumerable.Repeat("ACK\nid:1\n\n\0", 5_000)),
            _ => frames.Replace("HUGE", new string('x', 100_000), StringComparison.Ordinal),
        });

        Assert.Equal("ERROR", (await bad.OtherAsync()).Command);
        Assert.Equal(code, await bad.ClosedAsync());
        await good.SayAsync(Room, $"unharmed-{Guid.NewGuid():N}", "well");
        Assert.Equal("well", (await good.MessageAsync()).Text);
        await Support.Eventually.TrueAsync(() => chat.Sessions.Count == 1, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task FrameInPieces_BinaryToo_IsOneFrame()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await chat.JoinAsync(1);
        var bytes = System.Text.Encoding.UTF8.GetBytes($"SUBSCRIBE\nid:1\ndestination:/topic/chat-rooms/{Room}\nreceipt:done\n\n\0");

        await client.SendRawAsync(bytes[..10], WebSocketMessageType.Text, endOfMessage: false);
        await client.SendRawAsync(bytes[10..30], WebSocketMessageType.Text);
        await client.SendRawAsync(bytes[30..], WebSocketMessageType.Binary);

        Assert.Equal("RECEIPT", (await client.OtherAsync()).Command);
    }

    [Fact]
    public async Task ClientThatDoesNotRead_IsCut_AndTheOthersHaveEverything()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Chat:SendBufferBytes", "16777216"), ("Chat:SendTimeLimitMs", "1000"));
        await using var good = await chat.JoinAsync(1, Room);
        using var deaf = new ClientWebSocket();
        await deaf.ConnectAsync(chat.Socket, TestContext.Current.CancellationToken);
        await deaf.SendAsync(
            System.Text.Encoding.UTF8.GetBytes($"CONNECT\nAuthorization:Bearer {chat.Token(2)}\n\n\0SUBSCRIBE\nid:1\ndestination:/topic/chat-rooms/{Room}\n\n\0"),
            WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        await Support.Eventually.TrueAsync(() => chat.Sessions.Count == 2, TestContext.Current.CancellationToken);

        // As the feed would, only more of it than the sockets between us hold.
        var text = new string('x', 60_000);
        var sent = 0;
        await Support.Eventually.TrueAsync(
            async () =>
            {
                chat.Hub.Publish(new(Room, new(++sent, 1, "누구", "TEXT", text, null, new(2026, 1, 1))));
                await Task.Yield();
                return chat.Sessions.Count == 1;
            },
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(60));

        var frames = await good.MessagesAsync(sent);
        Assert.Equal(Enumerable.Range(1, sent).Select(id => (long)id), frames.Select(frame => frame.MessageId));
    }

    [Fact]
    public async Task HeartBeats_GoBothWays_AndASilentClientIsCut()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Chat:HeartBeatMs", "400"));
        await using var silent = await chat.JoinAsync(1, heartBeat: "400,400");
        await using var unwilling = await chat.JoinAsync(2, heartBeat: "0,0");

        var error = await silent.OtherAsync();

        Assert.Equal(("ERROR", "Heart-beats are missing."), (error.Command, error.Body));
        Assert.Equal(1008, await silent.ClosedAsync());
        Assert.InRange(silent.HeartBeats, 1, 20);
        Assert.Equal(0, unwilling.HeartBeats);
        await unwilling.AskAsync("ACK\nid:1\n");
    }

    [Fact]
    public async Task MoreSessionsThanAllowed_AreRefusedAtTheDoor_UntilOneLeaves()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Chat:MaxSessions", "2"));
        await using var one = await chat.JoinAsync(1);
        await using (await chat.JoinAsync(2))
        {
            var failure = await Assert.ThrowsAsync<WebSocketException>(() => StompClient.OpenAsync(chat.Socket));
            Assert.Contains(((int)HttpStatusCode.ServiceUnavailable).ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        }

        await Support.Eventually.TrueAsync(() => chat.Sessions.Count == 1, TestContext.Current.CancellationToken);
        await Support.Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await using var next = await chat.JoinAsync(3);
                    return true;
                }
                catch (WebSocketException)
                {
                    return false;
                }
            },
            TestContext.Current.CancellationToken);
    }

    private static string Expired()
    {
        var anHourAgo = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-1));
        return new AccessTokens(new JwtCodec(new() { Secret = "integration-tests-0123456789abcdef" }, anHourAgo), anHourAgo).Issue(1, "누구");
    }
}
