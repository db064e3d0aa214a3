using Migration;
using Migration.Running;
using Migration.Servers;
using MySqlConnector;

namespace Integration.Migration;

/// <summary>Sessions that are validated at the gate are ended without any request noticing.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class SessionGateTests(MigrationServers servers, ITestOutputHelper output)
{
    [Fact]
    public async Task ClosedGate_TurnsAwayOlderSessions_AndLetsNewerOnesPass_UntilItOpens()
    {
        await using var lab = await Lab.StartAsync(servers);
        await using var run = Run(lab);
        var source = await LookedAtAsync(run.Source);
        await using var older = await ApplicationAsync();

        var boundary = await source.CloseGateAsync(SessionGate.Lock, TestContext.Current.CancellationToken);
        await using var newer = await ApplicationAsync();

        Assert.True(older.ServerThread < boundary && boundary < newer.ServerThread);
        var refused = await Assert.ThrowsAsync<MySqlException>(() => ValidateAsync(older));
        Assert.Contains("this session is being moved", refused.Message, StringComparison.Ordinal);
        await ValidateAsync(newer);

        // It moves on: now the other one is old as well.
        Assert.True(await source.CloseGateAsync(SessionGate.Lock, TestContext.Current.CancellationToken) > newer.ServerThread);
        await Assert.ThrowsAsync<MySqlException>(() => ValidateAsync(newer));

        await source.OpenGateAsync(TestContext.Current.CancellationToken);
        await ValidateAsync(older);
        await ValidateAsync(newer);
    }

    [Fact]
    public async Task TheRunsDeath_OpensTheGate()
    {
        await using var lab = await Lab.StartAsync(servers);
        await using var session = await ApplicationAsync();
        await using (var run = Run(lab))
        {
            await (await LookedAtAsync(run.Source)).CloseGateAsync(SessionGate.Lock, TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<MySqlException>(() => ValidateAsync(session));
        }

        await Lab.UntilAsync(servers.SourceRoot, $"SELECT IS_FREE_LOCK('{SessionGate.Lock}')");
        await ValidateAsync(session);
    }

    /// <summary>
    /// Sessions that are hardly ever idle and sessions that idle just long enough to be killed, ended again and again. With a ping instead of the gate
    /// some reads fail in every run of this test.
    /// </summary>
    [Fact]
    public async Task SessionsEndedUnderLoad_FailNoRead()
    {
        const int Rounds = 40;
        const int Readers = 6;
        await using var lab = await Lab.StartAsync(servers);
        await using var run = Run(lab);
        var sessions = new AppSessions(await LookedAtAsync(run.Source), run);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(lab.ProxyConnectionString, pauseMs: reader * 2, stop.Token))).ToArray();

        for (var round = 0; round < Rounds; round++)
        {
            await sessions.EndOlderAsync(TestContext.Current.CancellationToken);
        }

        await stop.CancelAsync();
        var seen = await Task.WhenAll(readers);
        output.WriteLine($"{seen.Sum(reader => reader.Reads)} reads over {seen.Sum(reader => reader.Sessions)} sessions, {sessions.Killed} of them killed, {sessions.KilledBusy} busy");
        Assert.Empty(seen.SelectMany(reader => reader.Failures));
        Assert.All(seen, reader => Assert.True(reader.Sessions > Rounds / 2, $"{reader.Sessions} sessions in {Rounds} rounds"));
        Assert.True(sessions.Killed > 0, "none idled long enough to be killed: the test has lost its point");
        Assert.Equal(0, sessions.KilledBusy);
    }

    private static async Task<(int Reads, int Sessions, List<string> Failures)> ReadAsync(string connectionString, int pauseMs, CancellationToken stop)
    {
        await using var slot = new PoolSlot(connectionString);
        var ids = new HashSet<int>();
        var failures = new List<string>();
        var reads = 0;
        while (!stop.IsCancellationRequested)
        {
            var session = await slot.BorrowAsync();
            ids.Add(session.ServerThread);
            try
            {
                await using var command = new MySqlCommand("SELECT COUNT(*) FROM meetings WHERE id < 50", session);
                await command.ExecuteScalarAsync(CancellationToken.None);
                reads++;
            }
            catch (MySqlException failure)
            {
                failures.Add(failure.Message);
            }

            if (pauseMs > 0)
            {
                await Task.Delay(pauseMs, CancellationToken.None);
            }
        }

        return (reads, ids.Count, failures);
    }

    private static RunContext Run(Lab lab) => new(lab.Context, "a-test", static (_, _) => { });

    private static async Task<Server> LookedAtAsync(Server server)
    {
        await server.SessionAsync(SessionUse.Kill, TestContext.Current.CancellationToken);
        return server;
    }

    private static async Task ValidateAsync(MySqlConnection session)
    {
        await using var command = new MySqlCommand(SessionGate.ValidationQuery, session);
        Assert.NotNull(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private async Task<MySqlConnection> ApplicationAsync()
    {
        var session = new MySqlConnection(new MySqlConnectionStringBuilder(servers.SourceApplication) { Pooling = false }.ConnectionString);
        await session.OpenAsync(TestContext.Current.CancellationToken);
        return session;
    }
}
