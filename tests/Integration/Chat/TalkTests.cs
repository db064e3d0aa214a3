using System.Globalization;
using FakeDoktoriApi.Seeding;
using Integration.FakeDoktoriApi;
using MySqlConnector;
using Support;

namespace Integration.Chat;

/// <summary>What two instances on one database make of what their clients say.</summary>
[Collection(nameof(ChatServerCollection))]
public sealed class TalkTests(ApiServer server)
{
    private const long Room = SeedPlan.TalkRoom;

    [Fact]
    public async Task Message_ReachesEverySubscriber_OfBothInstances_InOrder()
    {
        await using var blue = await ChatInstance.StartAsync(server.Application);
        await using var green = await ChatInstance.StartAsync(server.Application);
        await using var one = await blue.JoinAsync(1, Room);
        await using var two = await green.JoinAsync(2, Room);
        await using var elsewhere = await green.JoinAsync(3, 3);

        for (var i = 0; i < 20; i++)
        {
            await (i % 2 == 0 ? one : two).SayAsync(Room, $"order-{i}", $"{i}");
        }

        foreach (var client in new[] { one, two })
        {
            var frames = await client.MessagesAsync(20);
            Assert.Equal(Enumerable.Range(0, 20).Select(i => i.ToString(CultureInfo.InvariantCulture)), frames.Select(frame => frame.Text));
            Assert.Equal(frames.Select(frame => frame.MessageId).Order(), frames.Select(frame => frame.MessageId));
            Assert.All(frames, frame => Assert.Equal(($"/topic/chat-rooms/{Room}", $"sub-{Room}", "application/json"), (frame.Headers["destination"], frame.Headers["subscription"], frame.Headers["content-type"])));
            Assert.Equal(20, frames.Select(frame => frame.Headers["message-id"]).Distinct().Count());
            Assert.Empty(client.Remaining());
        }

        Assert.Empty(elsewhere.Remaining());
    }

    [Fact]
    public async Task Broadcast_IsTheContracts()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await chat.JoinAsync(4, Room);

        await client.SayAsync(Room, "shape", "모양");
        await client.AskAsync(
            $"SEND\ndestination:/app/chat-rooms/{Room}/messages\n", """{"clientMessageId":"shape-file","messageType":"FILE","textMessage":null,"filePath":"images/chat/a.png"}""");

        var text = (await client.MessageAsync()).Json;
        Assert.Equal("messageId senderId senderNickname messageType textMessage filePath createdAt", text.Names());
        Assert.Equal(
            (4, "TEXT", "모양", null, await Sql.AskAsync(server.Root, "SELECT nickname FROM users WHERE id = 4", TestContext.Current.CancellationToken)),
            (text.GetProperty("senderId").GetInt64(), text.GetProperty("messageType").GetString(), text.GetProperty("textMessage").GetString(), text.GetProperty("filePath").GetString(), text.GetProperty("senderNickname").GetString()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?$", text.GetProperty("createdAt").GetString());
        var file = (await client.MessageAsync()).Json;
        Assert.Equal(("FILE", null, "images/chat/a.png"), (file.GetProperty("messageType").GetString(), file.GetProperty("textMessage").GetString(), file.GetProperty("filePath").GetString()));
    }

    [Fact]
    public async Task Repeat_IsBroadcastAgain_AsItWasStored_AndNotStoredTwice()
    {
        await using var blue = await ChatInstance.StartAsync(server.Application);
        await using var green = await ChatInstance.StartAsync(server.Application);
        await using var client = await blue.JoinAsync(5, Room);
        await using var mover = await green.JoinAsync(5, Room);

        await client.SayAsync(Room, "again", "first");
        var first = await client.MessageAsync();
        _ = await mover.MessageAsync();
        await client.SayAsync(Room, "again", "second");
        await mover.SayAsync(Room, "again", "third");

        Assert.Equal((first.MessageId, "first"), (await client.MessageAsync() is var second ? second.MessageId : 0, second.Text));
        Assert.Equal(first.MessageId, (await mover.MessageAsync()).MessageId);
        Assert.Equal("1 first", await StoredAsync("again"));
    }

    [Fact]
    public async Task SameMessage_SentToTwoInstancesAtOnce_IsStoredOnce_AndSeenUnderOneId()
    {
        await using var blue = await ChatInstance.StartAsync(server.Application);
        await using var green = await ChatInstance.StartAsync(server.Application);
        await using var left = await blue.JoinAsync(6, Room);
        await using var right = await green.JoinAsync(6, Room);

        for (var i = 0; i < 30; i++)
        {
            await Task.WhenAll(left.SayAsync(Room, $"race-{i}", "left"), right.SayAsync(Room, $"race-{i}", "right"));
        }

        // The marker is the last that arrives: then all before it has.
        await left.SayAsync(Room, "race-end", "end");
        var seen = await Task.WhenAll(UntilAsync(left, "end"), UntilAsync(right, "end"));
        Assert.Equal("30", await Sql.AskAsync(server.Root, "SELECT COUNT(*) FROM messages WHERE client_message_id LIKE 'race-_' OR client_message_id LIKE 'race-__'", TestContext.Current.CancellationToken));
        Assert.All(seen, frames => Assert.Equal(30, frames.Select(frame => frame.MessageId).Distinct().Count()));
    }

    [Fact]
    public async Task MessageThatCommitsLate_UnderALowerId_IsStillDelivered_Once()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await chat.JoinAsync(7, Room);
        await using var writer = new MySqlConnection(server.Root);
        await writer.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await writer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var insert = new MySqlCommand(
            $"INSERT INTO messages (room_id, round_id, sender_id, client_message_id, message_type, text_message) VALUES ({Room}, {Room}, 8, 'late', 'TEXT', 'late')", writer, transaction))
        {
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await client.SayAsync(Room, "early", "early");
        var early = await client.MessageAsync();
        Assert.Equal("early", early.Text);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        var late = await client.MessageAsync();
        Assert.Equal("late", late.Text);
        Assert.True(late.MessageId < early.MessageId);
        await client.SayAsync(Room, "last", "last");
        Assert.Equal("last", (await client.MessageAsync()).Text);
        Assert.Empty(client.Remaining());
    }

    [Fact]
    public async Task Subscription_BeginsAndEnds_WhereItSaysSo()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var speaker = await chat.JoinAsync(9);
        await using var listener = await chat.JoinAsync(10);

        await speaker.SayAsync(Room, "sub-before", "before");
        await listener.SubscribeAsync(Room);
        await speaker.SayAsync(Room, "sub-during", "during");
        Assert.Equal("during", (await listener.MessageAsync()).Text);
        await listener.AskAsync($"UNSUBSCRIBE\nid:sub-{Room}\n");
        Assert.False(chat.Hub.HasSubscribers);
        await speaker.SayAsync(Room, "sub-after", "after");
        await listener.SubscribeAsync(Room);

        Assert.Empty(listener.Remaining());
    }

    [Theory]
    [InlineData(1, Room, "not json")]
    [InlineData(1, Room, """{"clientMessageId":"x","messageType":"TEXT"}""")]
    [InlineData(1, Room, "null")]
    [InlineData(1, 1, null)] // It is over.
    [InlineData(1, 30, null)] // It has not begun.
    [InlineData(1, 999_999, null)] // It is none.
    [InlineData(2, 3, null)] // He is not in it.
    [InlineData(999_999, Room, null)] // He is nobody.
    public async Task MessageAgainstTheRules_GetsNoReply_AndHarmsNothing(long user, long room, string? body)
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await chat.JoinAsync(user, room);
        var before = await CountAsync();

        await client.SendRawAsync($"SEND\ndestination:/app/chat-rooms/{room}/messages\nreceipt:never\n\n{body ?? StompClient.Body("rule", "no")}\0");
        await client.AskAsync("ACK\nid:1\n");

        Assert.Equal(before, await CountAsync());
        Assert.Empty(client.Remaining());
    }

    [Fact]
    public async Task MemberWhoWasDisconnected_MayTalk_OneWhoLeftMayNot()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await Sql.RunAsync(server.Root, $"UPDATE chatting_room_members SET status = 'DISCONNECTED' WHERE room_id = {Room} AND user_id = 11", TestContext.Current.CancellationToken);
        await using var client = await chat.JoinAsync(11, Room);
        await client.SayAsync(Room, "disconnected", "yes");
        await Sql.RunAsync(server.Root, $"UPDATE chatting_room_members SET status = 'LEFT' WHERE room_id = {Room} AND user_id = 11", TestContext.Current.CancellationToken);

        await client.SayWithoutReceiptAsync(Room, "left", "no");
        await client.AskAsync("ACK\nid:1\n");

        Assert.Equal("0 ", await StoredAsync("left"));
    }

    private static async Task<List<ReceivedFrame>> UntilAsync(StompClient client, string text)
    {
        var frames = new List<ReceivedFrame>();
        while (await client.MessageAsync() is var frame && frame.Text != text)
        {
            frames.Add(frame);
        }

        return frames;
    }

    private Task<string?> StoredAsync(string id) => Sql.AskAsync(
        server.Root, $"SELECT CONCAT(COUNT(*), ' ', COALESCE(MAX(text_message), '')) FROM messages WHERE client_message_id = '{id}'", TestContext.Current.CancellationToken);

    private Task<string?> CountAsync() => Sql.AskAsync(server.Root, "SELECT COUNT(*) FROM messages", TestContext.Current.CancellationToken);
}
