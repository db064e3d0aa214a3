using System.Globalization;
using FakeDoktoriApi.Pool;
using Migration;
using MySqlConnector;
using Support;

namespace Integration.FakeDoktoriApi;

/// <summary>What a client sees while the database under the application is taken away, as the cutover does it.</summary>
[Collection(nameof(FailureServer))]
public sealed class DatabaseFailureTests(ApiServer server)
{
    private const string Agree = """{"notificationAgreement":true}""";

    [Fact]
    public async Task ReadOnlyServer_RefusesWritesWith500_ServesReads_AndKeepsTheConnections()
    {
        // Whoever looks at his meetings first also writes: once now, so that nothing is left to write below.
        Assert.Equal(200, (await server.Api.GetAsync("/users/me/meetings?status=ACTIVE", server.Api.Token(1))).Status);
        var sessions = await server.ApplicationSessionsAsync();
        await RootAsync("SET GLOBAL super_read_only = ON");
        try
        {
            var put = await PutAsync();
            var post = await server.Api.PostAsync("/meetings", server.Api.Token(1), MeetingCreationTests.Body().ToJsonString());

            Assert.Equal((500, "INTERNAL_SERVER_ERROR"), (put.Status, put.Code));
            Assert.Equal("""{"code":"INTERNAL_SERVER_ERROR","message":"서버 내부 오류가 발생했습니다.","errors":null,"data":null}""", put.Text);
            Assert.Equal(500, post.Status);
            Assert.Equal(200, (await ReadAsync()).Status);
            Assert.Equal(200, (await server.Api.GetAsync("/users/me/meetings?status=ACTIVE", server.Api.Token(1))).Status);
        }
        finally
        {
            await RootAsync("SET GLOBAL read_only = OFF");
        }

        Assert.Equal(204, (await PutAsync()).Status);
        Assert.Subset((await server.ApplicationSessionsAsync()).ToHashSet(), sessions.ToHashSet());
    }

    [Fact]
    public async Task RevokedWrites_Are500_OnNewSessions_UntilGrantedAgain()
    {
        await RootAsync("REVOKE ALL PRIVILEGES ON doktori.* FROM 'doktori_app'@'%'");
        await RootAsync("GRANT SELECT ON doktori.* TO 'doktori_app'@'%'");
        try
        {
            await server.KillApplicationSessionsAsync();
            Assert.Equal(500, (await PutAsync()).Status);
            Assert.Equal(200, (await ReadAsync()).Status);
        }
        finally
        {
            await RootAsync("GRANT ALL PRIVILEGES ON doktori.* TO 'doktori_app'@'%'");
        }

        await server.KillApplicationSessionsAsync();
        Assert.Equal(204, (await PutAsync()).Status);
    }

    [Fact]
    public async Task KilledIdleSessions_CostNoRequest_WhenEveryOneIsChecked()
    {
        for (var round = 0; round < 3; round++)
        {
            await server.KillApplicationSessionsAsync();

            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 4 == 0 ? PutAsync() : ReadAsync()));

            Assert.All(answers, answer => Assert.InRange(answer.Status, 200, 204));
        }
    }

    [Fact]
    public async Task KilledIdleSessions_CostTheFirstRequestsOnThem_WithinTheBypassWindow()
    {
        await using var api = await ApiInstance.StartAsync(
            server.Application, ("Hikari:AliveBypassWindowMs", "600000"), ("Hikari:MinimumIdle", "1"), ("Hikari:MaximumPoolSize", "1"));
        Assert.Equal(200, (await api.GetAsync("/meetings?size=1")).Status);
        await server.KillApplicationSessionsAsync();

        Assert.Equal(500, (await api.GetAsync("/meetings?size=1")).Status);
        Assert.Equal(200, (await api.GetAsync("/meetings?size=1")).Status);
    }

    [Fact]
    public async Task SessionsBehindAClosedGate_AreReplacedAndCostNoRequest()
    {
        await using var api = await ApiInstance.StartAsync(
            server.Application, ("Hikari:ConnectionTestQuery", SessionGate.ValidationQuery), ("Hikari:AliveBypassWindowMs", "0"), ("Hikari:MinimumIdle", "4"));
        Assert.Equal(200, (await api.GetAsync("/meetings?size=1")).Status);
        await using var gate = new MySqlConnection(new MySqlConnectionStringBuilder(server.Root) { Pooling = false }.ConnectionString);
        await gate.OpenAsync(TestContext.Current.CancellationToken);
        await using (var close = new MySqlCommand($"DO GET_LOCK('{SessionGate.Lock}', 0)", gate))
        {
            await close.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => api.GetAsync(i % 3 == 0 ? "/health" : "/meetings?size=1")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Contains(await server.ApplicationSessionsAsync(), id => long.Parse(id, CultureInfo.InvariantCulture) > gate.ServerThread);
    }

    [Fact]
    public async Task SessionKilledInUse_FailsThatRequestOnly_AndIsReplaced()
    {
        await using var locker = new MySqlConnection(server.Root);
        await locker.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await locker.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new MySqlCommand("SELECT * FROM user_preferences WHERE user_id = 1 FOR UPDATE", locker, transaction))
        {
            _ = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        var blocked = PutAsync();
        var session = await BlockedSessionAsync();
        await RootAsync($"KILL {session}");

        Assert.Equal(500, (await blocked).Status);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        Assert.Equal(204, (await PutAsync()).Status);
        Assert.DoesNotContain(session, await server.ApplicationSessionsAsync());
        Assert.Equal(0, server.Api.Pool.Snapshot().Active);
    }

    [Fact]
    public async Task ExhaustedPool_AnswersAfterThreeSeconds_With500()
    {
        await using var api = await ApiInstance.StartAsync(server.Application, ("Hikari:MaximumPoolSize", "2"), ("Hikari:MinimumIdle", "2"));
        var held = new[] { await api.Pool.AcquireAsync(TestContext.Current.CancellationToken), await api.Pool.AcquireAsync(TestContext.Current.CancellationToken) };
        var start = TimeProvider.System.GetTimestamp();

        var answer = await api.GetAsync("/meetings?size=1");

        Assert.Equal(500, answer.Status);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 2.9, 6);
        Array.ForEach(held, lease => lease.Dispose());
        Assert.Equal(200, (await api.GetAsync("/meetings?size=1")).Status);
    }

    [Fact]
    public async Task DuplicateKey_IsAConflict_AndKeepsTheConnection()
    {
        var (id, _) = server.Api.RefreshTokens.Issue(1);
        await server.Api.RefreshTokenStore.AddAsync((id, 1));
        var sessions = await server.ApplicationSessionsAsync();

        var exception = await Assert.ThrowsAsync<MySqlException>(() => server.Api.RefreshTokenStore.AddAsync((id, 1)));

        Assert.False(ConnectionErrors.AreFatal(exception));
        Assert.Subset((await server.ApplicationSessionsAsync()).ToHashSet(), sessions.ToHashSet());
    }

    [Fact]
    public async Task HealthOfTheDatabase_IsNotTheHealthOfTheProcess()
    {
        await Eventually.TrueAsync(async () => (await RootedAsync("/actuator/health/readiness")).Status == 200, TestContext.Current.CancellationToken);
        await RootAsync("ALTER USER 'doktori_app'@'%' ACCOUNT LOCK");
        try
        {
            await server.KillApplicationSessionsAsync();

            Assert.Equal((503, """{"status":"DOWN"}"""), await RootedAsync("/actuator/health"));
            Assert.Equal((200, """{"status":"UP"}"""), await RootedAsync("/actuator/health/liveness"));
            Assert.Equal((200, """{"status":"UP"}"""), await RootedAsync("/actuator/health/readiness"));
            Assert.Equal(200, (await server.Api.GetAsync("/health")).Status);
        }
        finally
        {
            await RootAsync("ALTER USER 'doktori_app'@'%' ACCOUNT UNLOCK");
        }

        await Eventually.TrueAsync(async () => (await RootedAsync("/actuator/health")).Status == 200, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Application_DoesNotStart_WithoutItsDatabase()
    {
        var elsewhere = new MySqlConnectionStringBuilder(server.Application) { Password = "wrong" }.ConnectionString;

        var failure = await Assert.ThrowsAsync<PoolTimeoutException>(() => ApiInstance.StartAsync(elsewhere));

        Assert.Equal(MySqlErrorCode.AccessDenied, Assert.IsType<MySqlException>(failure.InnerException).ErrorCode);
        Assert.DoesNotContain("wrong", failure.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Status, string Text)> RootedAsync(string path)
    {
        var answer = await server.Api.GetRootedAsync(path);
        return (answer.Status, answer.Text);
    }

    private async Task<string> BlockedSessionAsync()
    {
        string? session = null;
        await Eventually.TrueAsync(
            async () => (session = await Sql.AskAsync(
                server.Root,
                "SELECT id FROM information_schema.processlist WHERE user = 'doktori_app' AND info LIKE 'UPDATE user_preferences%'",
                TestContext.Current.CancellationToken)) is not null,
            TestContext.Current.CancellationToken);
        return session!;
    }

    private Task<Answer> PutAsync() => server.Api.PutAsync("/users/me/notifications", server.Api.Token(1), Agree);

    private Task<Answer> ReadAsync() => server.Api.GetAsync("/meetings?size=3");

    private Task RootAsync(string sql) => Sql.RunAsync(server.Server.RootConnectionString, sql, TestContext.Current.CancellationToken);
}
