using Migration;
using Migration.Running;
using Migration.Servers;

namespace Integration.Migration;

/// <summary>What the replica's pool promises, of the pool that production has.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class HikariTests : IAsyncLifetime
{
    private const int Readers = 6;
    private const string ServerId = "SELECT @@server_id";

    private static readonly string PoolIsFull = $"SELECT COUNT(*) >= {Readers} FROM performance_schema.processlist WHERE USER = 'doktori_app'";

    private readonly MigrationServers _servers;
    private readonly ITestOutputHelper _output;
    private Lab _lab = null!;
    private HikariPool _pool = null!;

    public HikariTests(MigrationServers servers, ITestOutputHelper output)
    {
        Assert.SkipUnless(HikariPool.IsInstalled, "needs a JDK, HikariCP and a driver (Debian: apt-get install default-jdk-headless libhikaricp-java libmariadb-java libslf4j-java)");
        (_servers, _output) = (servers, output);
    }

    public async ValueTask InitializeAsync()
    {
        _lab = await Lab.ReplicatingAsync(_servers);
        _pool = await HikariPool.StartAsync(_lab.ProxyConnectionString, Readers);
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task SessionsEndedUnderLoad_FailNoRead()
    {
        const int Rounds = 30;
        await using var run = new RunContext(_lab.Context, "a-test", static (_, _) => { });
        await run.Source.SessionAsync(SessionUse.Kill, TestContext.Current.CancellationToken);
        var sessions = new AppSessions(run.Source, run);

        for (var round = 0; round < Rounds; round++)
        {
            await Lab.UntilAsync(_servers.SourceRoot, PoolIsFull);
            await sessions.EndOlderAsync(TestContext.Current.CancellationToken);
        }

        var seen = await SeenAsync();
        Assert.Empty(seen.Failures);
        Assert.True(seen.Sessions > Rounds, $"{seen.Sessions} sessions in {Rounds} rounds");
        Assert.Contains("this session is being moved", seen.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CutOver_AndRollBack_MoveThePool_AndFailNoRead()
    {
        await _lab.SucceedAsync(Runbooks.CutOver());
        await _lab.SucceedAsync(Runbooks.SetUpReverseReplication());
        await _lab.SucceedAsync(Runbooks.RollBack());
        await _lab.SucceedAsync(Runbooks.CutOver());

        var seen = await SeenAsync();
        Assert.Empty(seen.Failures);
        foreach (var server in new[] { _servers.SourceRoot, _servers.TargetRoot })
        {
            Assert.True(seen.ReadsByServer.GetValueOrDefault(await Lab.AskAsync<int>(server, ServerId)) > Readers, $"{seen}");
        }
    }

    private async Task<HikariLedger> SeenAsync()
    {
        var seen = await _pool.StopAsync();
        _output.WriteLine($"{seen}\n{seen.Log}");
        return seen;
    }
}
