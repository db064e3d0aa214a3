using Migration.Checksums;
using Migration.Checksums.Sides;
using MySqlConnector;
using Support;

namespace Integration.Checksums;

/// <summary>What a comparison must not do to the servers it looks at, and what it can do without.</summary>
[Collection(nameof(ChecksumCollection))]
public sealed class GentlenessTests(ChecksumServers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LeavesNothing_OnEitherServer()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"CREATE TABLE {database}.t (id INT PRIMARY KEY); INSERT INTO {database}.t VALUES (1)");
        var gtids = await GtidsAsync();

        await servers.CompareAsync(database);

        Assert.Equal(gtids, await GtidsAsync());
        const string ours = "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_INFO LIKE '%doktori-lab checksum%' AND PROCESSLIST_ID <> CONNECTION_ID()";
        Assert.Equal(("0", "0"), (await ChecksumServers.AskAsync(servers.SourceRoot, ours), await ChecksumServers.AskAsync(servers.TargetRoot, ours)));

        async Task<(string?, string?)> GtidsAsync() =>
            (await ChecksumServers.AskAsync(servers.SourceRoot, "SELECT @@GLOBAL.gtid_executed"),
                await ChecksumServers.AskAsync(servers.TargetRoot, "SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task NeedsOnlySelect_AndSaysWhatItCannotKnow()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"CREATE TABLE {database}.t (id INT PRIMARY KEY); INSERT INTO {database}.t VALUES (1)");
        await servers.OnTargetOnlyAsync($"CREATE USER reader_of_{database} IDENTIFIED BY 'x'; GRANT SELECT ON {database}.* TO reader_of_{database}");
        var reader = new MySqlConnectionStringBuilder(servers.TargetAdmin) { UserID = $"reader_of_{database}", Password = "x" };

        var report = await TableComparison.CompareAsync(
            servers.Request(database) with { Target = new ComparedServer("target", reader.ConnectionString) }, cancellationToken: Cancellation);

        Assert.Equal(ComparisonOutcome.Equal, report.Outcome);
        Assert.Equal(ReplicationDirection.None, report.Point.Direction);
    }

    [Fact]
    public async Task HoldsNoTable_BetweenStatements_AndKeepsItsSnapshot()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"CREATE TABLE {database}.t (id INT PRIMARY KEY); INSERT INTO {database}.t VALUES (1); CREATE TABLE {database}.u (id INT PRIMARY KEY)");
        await using var session = await ServerSession.OpenAsync(new ComparedServer("source", servers.SourceRoot), "test", Cancellation);
        await session.OpenSnapshotAsync(Cancellation);
        Assert.Equal(1, await CountAsync("t"));

        await servers.OnBothAsync($"INSERT INTO {database}.t VALUES (2); SET SESSION lock_wait_timeout = 5; ALTER TABLE {database}.u ADD COLUMN v INT; DROP TABLE {database}.u");

        Assert.Equal(1, await CountAsync("t"));

        Task<long> CountAsync(string table) => session.OneAsync($"SELECT COUNT(*) FROM {database}.{table}", r => r.GetInt64(0), Cancellation);
    }

    [Fact]
    public async Task LetsAnAlterPass_AndIsUndecidedAboutThatTable()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"CREATE TABLE {database}.a (id INT PRIMARY KEY); CREATE TABLE {database}.b (id INT PRIMARY KEY, v INT); INSERT INTO {database}.b VALUES (1, 1); CREATE TABLE {database}.c (id INT PRIMARY KEY)");
        var alter = new AtTable("b", () => servers.OnBothAsync($"SET SESSION lock_wait_timeout = 5; ALTER TABLE {database}.b MODIFY v BIGINT NOT NULL, ALGORITHM = COPY"));

        var report = await TableComparison.CompareAsync(servers.Request(database), alter, Cancellation);

        Assert.Equal([TableOutcome.Equal, TableOutcome.Undecided, TableOutcome.Equal], report.Tables.Select(t => t.Outcome));
        Assert.Equal(ComparisonOutcome.Undecided, report.Outcome);
        Assert.Contains(report.Tables[1].Notes, n => n.Contains("its definition changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stops_WhenCancelled_InTheMiddleOfAChunk()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"SET SESSION cte_max_recursion_depth = 400000; CREATE TABLE {database}.t (id INT PRIMARY KEY, v VARCHAR(200) NOT NULL); "
            + $"INSERT INTO {database}.t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i, REPEAT('x', 200) FROM n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = $"SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_INFO LIKE '%BIT_XOR%`{database}`%' AND PROCESSLIST_ID <> CONNECTION_ID()";
        var comparing = TableComparison.CompareAsync(servers.Request(database) with { ChunkRows = 10_000_000 }, cancellationToken: stop.Token);
        await Eventually.TrueAsync(async () => await ChecksumServers.AskAsync(servers.SourceRoot, running) != "0", Cancellation, TimeSpan.FromSeconds(60));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => comparing);
        Assert.Equal(("0", "0"), (await ChecksumServers.AskAsync(servers.SourceRoot, running), await ChecksumServers.AskAsync(servers.TargetRoot, running)));
    }

    [Fact]
    public async Task RefusesABadRequest_WithEveryError()
    {
        var request = servers.Request("") with { ChunkRows = -1, Rechecks = 1 };

        var e = await Assert.ThrowsAsync<ArgumentException>(() => TableComparison.CompareAsync(request, cancellationToken: Cancellation));

        Assert.Contains("database must have", e.Message, StringComparison.Ordinal);
        Assert.Contains("chunk rows must be", e.Message, StringComparison.Ordinal);
        Assert.Contains("rechecks must be", e.Message, StringComparison.Ordinal);
    }
}
