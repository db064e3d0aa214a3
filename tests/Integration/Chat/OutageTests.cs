using System.Globalization;
using FakeDoktoriApi.Seeding;
using Integration.FakeDoktoriApi;
using Support;

namespace Integration.Chat;

/// <summary>Chatting while the database's sessions are killed and while it refuses, as the cutover does it.</summary>
[Collection(nameof(ChatServerCollection))]
public sealed class OutageTests(ApiServer server)
{
    private const long Room = SeedPlan.TalkRoom;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task SessionsKilledWhileChatting_LoseNothing_AndBroadcastNothingTwice()
    {
        await using var blue = await ChatInstance.StartAsync(server.Application);
        await using var green = await ChatInstance.StartAsync(server.Application);
        await using var speaker = await blue.JoinAsync(20);
        await using var near = await blue.JoinAsync(21, Room);
        await using var far = await green.JoinAsync(22, Room);

        var repeated = 0;
        for (var i = 0; i < 40; i++)
        {
            if (i % 5 == 3)
            {
                await server.KillApplicationSessionsAsync();
            }

            repeated += await SayUntilStoredAsync(speaker, "killed", i);
        }

        var expected = Enumerable.Range(0, 40).Select(i => $"{i}").ToArray();
        var atFar = await UntilTheLastAsync(far, "39");
        Assert.Equal(expected, atFar);
        var atNear = await UntilTheLastAsync(near, "39");
        Assert.Equal(expected, atNear.Distinct());
        Assert.InRange(atNear.Count, 40, 40 + repeated);
        Assert.Equal("40", await StoredAsync("killed"));
    }

    [Fact]
    public async Task ReadOnlyDatabase_RefusesTheMessage_WhichIsTakenAfterwards_OnTheSameSession()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application);
        await using var client = await chat.JoinAsync(23, Room);
        await Sql.RunAsync(server.Server.RootConnectionString, "SET GLOBAL super_read_only = ON", TestContext.Current.CancellationToken);
        try
        {
            await client.SayWithoutReceiptAsync(Room, "frozen-1", "1");
            await client.AskAsync("ACK\nid:1\n");
        }
        finally
        {
            await Sql.RunAsync(server.Server.RootConnectionString, "SET GLOBAL read_only = OFF", TestContext.Current.CancellationToken);
        }

        await client.SayAsync(Room, "frozen-1", "1");

        Assert.Equal("1", (await client.MessageAsync()).Text);
        Assert.Equal("1", await StoredAsync("frozen"));
    }

    [Fact]
    public async Task DatabaseAway_ThenBack_DeliversWhatOthersStoredMeanwhile()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Hikari:ConnectionTimeoutMs", "500"));
        await using var client = await chat.JoinAsync(24, Room);
        await Sql.RunAsync(server.Root, "ALTER USER 'doktori_app'@'%' ACCOUNT LOCK", TestContext.Current.CancellationToken);
        try
        {
            await server.KillApplicationSessionsAsync();
            await Eventually.TrueAsync(async () => await chat.StatusAsync("/actuator/health") == 503, TestContext.Current.CancellationToken);
            for (var i = 0; i < 3; i++)
            {
                await Sql.RunAsync(
                    server.Root,
                    $"INSERT INTO messages (room_id, round_id, sender_id, client_message_id, message_type, text_message) VALUES ({Room}, {Room}, 25, 'away-{i}', 'TEXT', '{i}')",
                    TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            await Sql.RunAsync(server.Root, "ALTER USER 'doktori_app'@'%' ACCOUNT UNLOCK", TestContext.Current.CancellationToken);
        }

        Assert.Equal(["0", "1", "2"], (await client.MessagesAsync(3)).Select(frame => frame.Text));
    }

    // As a client must: the same id again until it is told that it is stored. Returns how often it was sent again.
    private static async Task<int> SayUntilStoredAsync(StompClient speaker, string prefix, int number)
    {
        for (var again = 0; ; again++)
        {
            var receipt = await speaker.SayWithReceiptAsync(Room, $"{prefix}-{number}", number.ToString(CultureInfo.InvariantCulture));
            while (await speaker.OtherWithinAsync(_patience) is { } answer)
            {
                if (answer.Headers["receipt-id"] == receipt)
                {
                    return again;
                }
            }

            Assert.InRange(again, 0, 20);
        }
    }

    private static async Task<List<string?>> UntilTheLastAsync(StompClient client, string last)
    {
        var texts = new List<string?>();
        while (!texts.Contains(last))
        {
            texts.Add((await client.MessageAsync()).Text);
        }

        return texts;
    }

    private Task<string?> StoredAsync(string prefix) =>
        Sql.AskAsync(server.Root, $"SELECT COUNT(*) FROM messages WHERE client_message_id LIKE '{prefix}-%'", TestContext.Current.CancellationToken);
}
