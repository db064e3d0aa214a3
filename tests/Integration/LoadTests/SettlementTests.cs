using LoadTests.History;
using MySqlConnector;
using Support;

namespace Integration.LoadTests;

/// <summary>The ledger against rows in a real MySQL: what the database says decides, and is believed.</summary>
[Collection(nameof(LoadTestsServers))]
public sealed class SettlementTests(MySqlPair servers)
{
    [Fact]
    public async Task AllPresent_IsPassed_AndQuoted()
    {
        var (exitCode, summary, _) = await RunAsync(_ => Fault.None);

        Assert.Equal(0, exitCode);
        Assert.True(summary.Ledger!.Settled);
        Assert.Equal(summary.Ledger.Acknowledged, summary.Ledger.Present);
        Assert.Contains(summary.Quotes, quote => quote.EndsWith("건 쓰기 성공, 전부 DB 반영, 유실 0건", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Fault.ForgetsTheWrite, WriteVerdict.Lost, "integrity_lost")]
    [InlineData(Fault.WritesTwice, WriteVerdict.Duplicated, "integrity_duplicated")]
    public async Task OneBadWrite_FailsTheRun(Fault fault, WriteVerdict verdict, string threshold)
    {
        var (exitCode, summary, ledger) = await RunAsync(write => write == 3 ? fault : Fault.None);

        Assert.Equal(99, exitCode);
        Assert.False(summary.Thresholds.Single(result => result.Metric == threshold).Ok);
        Assert.Single(ledger.OfType<WriteSettled>(), settled => settled.Verdict == verdict);
        Assert.DoesNotContain(summary.Quotes, quote => quote.Contains("유실", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnswersThatNeverCame_AreSettled_AsRecoveredOrNeverApplied()
    {
        var (_, summary, ledger) = await RunAsync(write => write switch { 2 => Fault.ResetAfterWriting, 4 => Fault.Reset, _ => Fault.None });

        Assert.Equal((1, 1), (summary.Ledger!.Recovered, summary.Ledger.NeverApplied));
        Assert.Equal((0, 0), (summary.Ledger.Lost, summary.Ledger.Duplicated));
        Assert.Equal(ledger.OfType<WriteSent>().Count(), ledger.OfType<WriteSettled>().Count());
    }

    [Fact]
    public async Task ARunIdThatWasUsedBefore_IsNoticed()
    {
        var database = await NewDatabaseAsync();
        await InsertAsync(database, "[lab used-d000099] 책모임");
        await using var api = await FakeApi.StartAsync();
        api.Store = title => InsertAsync(database, title);
        using var run = LoadTestsProcess.Start(Environment(api, database), "data-integrity", "--duration", "1s", "--run-id", "used");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("was the run id used before", run.Summary().Reason);
    }

    private async Task<(int ExitCode, RunSummary Summary, IReadOnlyList<LedgerEvent> Ledger)> RunAsync(Func<int, Fault> misbehave)
    {
        var database = await NewDatabaseAsync();
        await using var api = await FakeApi.StartAsync();
        var writes = 0;
        api.Misbehave = request => request == "POST /meetings" ? misbehave(Interlocked.Increment(ref writes)) : Fault.None;
        api.Store = title => InsertAsync(database, title);
        using var run = LoadTestsProcess.Start(Environment(api, database), "data-integrity", "--duration", "5s", "--ledger", "ledger.ndjson");

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);
        return (exitCode, run.Summary(), run.Ledger());
    }

    private static Dictionary<string, string> Environment(FakeApi api, string database) =>
        new() { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid, ["LOADTESTS_DB"] = database };

    private async Task<string> NewDatabaseAsync()
    {
        var name = $"settle_{Guid.NewGuid():N}";
        await Sql.RunAsync(servers.SourceRoot, $"CREATE DATABASE {name}");
        var connection = new MySqlConnectionStringBuilder(servers.SourceRoot) { Database = name }.ConnectionString;
        await Sql.RunAsync(connection, "CREATE TABLE meetings (id BIGINT PRIMARY KEY AUTO_INCREMENT, title VARCHAR(50) NOT NULL)");
        return connection;
    }

    private static Task InsertAsync(string database, string title) => Sql.RunAsync(database, $"INSERT INTO meetings (title) VALUES ('{title}')");
}
