using System.Net.WebSockets;
using FakeDoktoriApi.Seeding;
using Integration.FakeDoktoriApi;
using MySqlConnector;
using Support;

namespace Integration.Chat;

/// <summary>What clients of an instance see when it stops, and when it starts.</summary>
[Collection(nameof(ChatServerCollection))]
public sealed class StopTests(ApiServer server)
{
    private const long Room = SeedPlan.TalkRoom;

    [Fact]
    public async Task Stop_TurnsReadinessOff_DrainsWhileTheTalkGoesOn_ThenCloses1001()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Shutdown:DrainMs", "2000"));
        await using var client = await chat.JoinAsync(30, Room);
        await Eventually.TrueAsync(async () => await chat.StatusAsync("/actuator/health/readiness") == 200, TestContext.Current.CancellationToken);

        var stopping = chat.StopAsync();
        await Eventually.TrueAsync(async () => await chat.StatusAsync("/actuator/health/readiness") == 503, TestContext.Current.CancellationToken);
        Assert.Equal(200, await chat.StatusAsync("/actuator/health/liveness"));
        await client.SayAsync(Room, $"drain-{Guid.NewGuid():N}", "still here");
        Assert.Equal("still here", (await client.MessageAsync()).Text);
        Assert.False(client.Closed.IsCompleted);

        Assert.Equal(1001, await client.ClosedAsync());
        await stopping;
        Assert.Equal(0, chat.Sessions.Count);
    }

    [Fact]
    public async Task Stop_FinishesTheMessageInWork_AndTellsItsSender()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Chat:CloseTimeoutMs", "20000"));
        await using var client = await chat.JoinAsync(31, Room);
        await using var locker = new MySqlConnection(server.Root);
        await locker.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await locker.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new MySqlCommand($"SELECT id FROM room_rounds WHERE id = {Room} FOR UPDATE", locker, transaction))
        {
            _ = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        var receipt = await client.SayWithReceiptAsync(Room, "in-work", "in work");
        await Eventually.TrueAsync(
            async () => await Sql.AskAsync(server.Root, "SELECT 1 FROM information_schema.processlist WHERE user = 'doktori_app' AND info LIKE 'INSERT INTO messages%'", TestContext.Current.CancellationToken) is not null,
            TestContext.Current.CancellationToken);
        var stopping = chat.StopAsync();
        await Eventually.TrueAsync(() => RefusesAsync(chat), TestContext.Current.CancellationToken);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Equal(receipt, (await client.OtherAsync()).Headers["receipt-id"]);
        Assert.Equal("in work", (await client.MessageAsync()).Text);
        Assert.Equal(1001, await client.ClosedAsync());
        await stopping;
    }

    [Fact]
    public async Task ClientsOfAStoppedInstance_GoOnAtAnother_AndNothingIsLost()
    {
        await using var green = await ChatInstance.StartAsync(server.Application);
        await using var watcher = await green.JoinAsync(32, Room);
        await using (var blue = await ChatInstance.StartAsync(server.Application))
        {
            await using var before = await blue.JoinAsync(33, Room);
            await before.SayAsync(Room, "moved-0", "0");
            await before.SayWithoutReceiptAsync(Room, "moved-1", "1");
            await blue.StopAsync();
            Assert.Equal(1001, await before.ClosedAsync());
        }

        // It cannot know whether 1 was stored: it says it again, and then goes on.
        await using var after = await green.JoinAsync(33, Room);
        await after.SayAsync(Room, "moved-1", "1");
        await after.SayAsync(Room, "moved-2", "2");

        var seen = new List<string?>();
        while (!seen.Contains("2"))
        {
            seen.Add((await watcher.MessageAsync()).Text);
        }

        Assert.Equal(["0", "1", "2"], seen.Distinct());
        Assert.Equal("3", await Sql.AskAsync(server.Root, "SELECT COUNT(*) FROM messages WHERE client_message_id LIKE 'moved-%'", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task DeafClient_DoesNotHoldUpTheStop()
    {
        await using var chat = await ChatInstance.StartAsync(server.Application, ("Chat:CloseTimeoutMs", "500"));
        using var deaf = new ClientWebSocket();
        await deaf.ConnectAsync(chat.Socket, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => chat.Sessions.Count == 1, TestContext.Current.CancellationToken);

        await chat.StopAsync().WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);

        Assert.Equal(0, chat.Sessions.Count);
    }

    [Fact]
    public async Task Readiness_ComesWithAWarmPool_AndStaysWhenTheDatabaseGoes()
    {
        await Sql.RunAsync(server.Root, "ALTER USER 'doktori_app'@'%' ACCOUNT LOCK", TestContext.Current.CancellationToken);
        try
        {
            await using var chat = await ChatInstance.StartAsync(server.Application, ("Hikari:InitializationFailTimeoutMs", "0"), ("Hikari:ConnectionTimeoutMs", "500"));
            Assert.Equal((200, 503), (await chat.StatusAsync("/actuator/health/liveness"), await chat.StatusAsync("/actuator/health/readiness")));

            await Sql.RunAsync(server.Root, "ALTER USER 'doktori_app'@'%' ACCOUNT UNLOCK", TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(async () => await chat.StatusAsync("/actuator/health/readiness") == 200, TestContext.Current.CancellationToken, TimeSpan.FromSeconds(30));

            await Sql.RunAsync(server.Root, "ALTER USER 'doktori_app'@'%' ACCOUNT LOCK", TestContext.Current.CancellationToken);
            await server.KillApplicationSessionsAsync();
            await Eventually.TrueAsync(async () => await chat.StatusAsync("/actuator/health") == 503, TestContext.Current.CancellationToken);
            Assert.Equal(200, await chat.StatusAsync("/actuator/health/readiness"));
        }
        finally
        {
            await Sql.RunAsync(server.Root, "ALTER USER 'doktori_app'@'%' ACCOUNT UNLOCK", TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> RefusesAsync(ChatInstance chat)
    {
        try
        {
            await using var late = await StompClient.OpenAsync(chat.Socket);
            return false;
        }
        catch (WebSocketException)
        {
            return true;
        }
    }
}
