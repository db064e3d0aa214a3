using System.Globalization;
using Migration.Checksums;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;
using Migration.Checksums.Tables;
using Support;

namespace Integration.Checksums;

[Collection(nameof(ChecksumCollection))]
public sealed class LiveWriteTests(ChecksumServers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindsOnePoint_WithoutALock_WhileWritesGoOn()
    {
        var database = await HotTableAsync();
        await using var writer = await LiveWriter.StartAsync(servers.SourceRoot, database, pauseMs: 20);

        var report = await TableComparison.CompareAsync(
            servers.Request(database) with { AlignmentTime = TimeSpan.FromSeconds(30) }, cancellationToken: Cancellation);

        Assert.Equal((ComparisonOutcome.Equal, PointKind.SamePoint), (report.Outcome, report.Point.Kind));
        Assert.Equal(report.Point.SourceGtid, report.Point.TargetGtid);
        Assert.Equal(0, Assert.Single(report.Tables).SettledRows);
    }

    [Fact]
    public async Task SettlesAsEqual_UnderAWriterWithoutPause()
    {
        var database = await HotTableAsync();
        await using var writer = await LiveWriter.StartAsync(servers.SourceRoot, database, pauseMs: 0);
        var more = new AtTable("hot", () =>
        {
            var before = writer.Writes;
            return Eventually.TrueAsync(() => writer.Writes > before + 20, Cancellation, TimeSpan.FromSeconds(60));
        });

        var report = await TableComparison.CompareAsync(servers.Request(database) with { AlignmentTime = TimeSpan.Zero }, more, Cancellation);

        Assert.Equal(ComparisonOutcome.Equal, report.Outcome);
        Assert.False(report.Point.Quiet);
    }

    /// <summary>The replica may execute a transaction before the source, which has it in its binary log, has committed it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("ALTER TABLE {0}.hot MODIFY id BIGINT, DROP PRIMARY KEY")]
    public async Task ATransactionThatTheSourceIsStillCommitting_IsNoDifference(string withoutKey)
    {
        var database = await HotTableAsync();
        if (withoutKey.Length > 0)
        {
            await servers.OnBothAsync(string.Format(CultureInfo.InvariantCulture, withoutKey, database));
        }

        var update = $"UPDATE {database}.hot SET w = 'early' WHERE id = 3";
        await servers.CommitOnTargetFirstAsync(update);

        var comparing = TableComparison.CompareAsync(servers.Request(database) with { AlignmentTime = TimeSpan.Zero }, cancellationToken: Cancellation);
        await Eventually.TrueAsync(
            async () => await ChecksumServers.AskAsync(servers.SourceRoot, "SELECT COUNT(*) FROM performance_schema.processlist WHERE info LIKE '%WAIT_FOR_EXECUTED_GTID_SET%' AND id <> CONNECTION_ID()") != "0",
            Cancellation,
            TimeSpan.FromSeconds(20));
        await ChecksumServers.RunAsync(servers.SourceRoot, update);

        var report = await comparing;
        Assert.Equal((ComparisonOutcome.Equal, PointKind.ReplicaAhead), (report.Outcome, report.Point.Kind));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LooksAgain_WhenTheReplicaIsAhead(bool tamper)
    {
        var database = await HotTableAsync();
        await using var source = await ComparedSide.OpenAsync(Side.Source, new ComparedServer("source", servers.SourceRoot), "test", Cancellation);
        await using var target = await ComparedSide.OpenAsync(Side.Target, new ComparedServer("target", servers.TargetAdmin), "test", Cancellation);
        var before = await source.Snapshot.OpenSnapshotAsync(Cancellation);
        await servers.OnBothAsync($"UPDATE {database}.hot SET v = v + 1000 WHERE id BETWEEN 3 AND 9; DELETE FROM {database}.hot WHERE id = 20; INSERT INTO {database}.hot VALUES (9000, 1, NULL)");
        if (tamper)
        {
            await servers.OnTargetOnlyAsync($"UPDATE {database}.hot SET w = 'tampered' WHERE id = 5; DELETE FROM {database}.hot WHERE id = 30");
        }

        var there = await target.Snapshot.OpenSnapshotAsync(Cancellation);
        var table = await CompareAsync(database, source, target, new ComparisonPoint(
            PointKind.ReplicaAhead, ReplicationDirection.SourceToTarget, before.After, there.After, "", false, ""));

        Assert.Equal(tamper ? TableOutcome.Different : TableOutcome.Equal, table.Outcome);
        Assert.Equal(tamper ? [(RowDifferenceKind.Different, "5", 2), (RowDifferenceKind.MissingOnTarget, "30", 2)] : [],
            table.Differences.Select(d => (d.Kind, d.Key[0].Value!, d.Rechecks)));
        Assert.Equal((tamper ? 8 : 9, 1, 0), (table.SettledRows, table.LastSettledOnRecheck, table.UnsettledRows));
    }

    [Fact]
    public async Task LooksAgainAtATableWithoutAKey_AsAWhole()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"CREATE TABLE {database}.hot (v INT); INSERT INTO {database}.hot VALUES (1), (2)");
        await using var source = await ComparedSide.OpenAsync(Side.Source, new ComparedServer("source", servers.SourceRoot), "test", Cancellation);
        await using var target = await ComparedSide.OpenAsync(Side.Target, new ComparedServer("target", servers.TargetAdmin), "test", Cancellation);
        var before = await source.Snapshot.OpenSnapshotAsync(Cancellation);
        await servers.OnBothAsync($"INSERT INTO {database}.hot VALUES (3)");
        var there = await target.Snapshot.OpenSnapshotAsync(Cancellation);
        var point = new ComparisonPoint(PointKind.ReplicaAhead, ReplicationDirection.SourceToTarget, before.After, there.After, "", false, "");

        var settled = await CompareAsync(database, source, target, point);
        await servers.OnTargetOnlyAsync($"UPDATE {database}.hot SET v = 7 WHERE v = 1");
        var standing = await CompareAsync(database, source, target, point);

        Assert.Equal((TableOutcome.Equal, 1), (settled.Outcome, settled.LastSettledOnRecheck));
        Assert.Equal((TableOutcome.Different, 2), (standing.Outcome, standing.DifferenceCount));
        Assert.All(standing.Differences, d => Assert.Equal(2, d.Rechecks));
    }

    [Fact]
    public async Task WorksInReverse_WithTheTargetWriting()
    {
        var database = await HotTableAsync();
        await servers.OnTargetOnlyAsync($"UPDATE {database}.hot SET w = 'tampered' WHERE id = 7");
        await using var writer = await LiveWriter.StartAsync(servers.SourceRoot, database, pauseMs: 5);

        // The replica is the request's source here, as the old server is after the cutover.
        var request = new ComparisonRequest(new ComparedServer("old", servers.TargetAdmin), new ComparedServer("new", servers.SourceRoot), database);
        var report = await TableComparison.CompareAsync(request with { AlignmentTime = TimeSpan.Zero }, cancellationToken: Cancellation);

        Assert.Equal(ReplicationDirection.TargetToSource, report.Point.Direction);
        var row = Assert.Single(Assert.Single(report.Tables).Differences);
        Assert.Equal("7", row.Key[0].Value);
        Assert.Equal(new ColumnDifference("w", "tampered", null), row.Columns.Single(c => c.Column == "w"));
    }

    [Fact]
    public async Task SaysSo_WhenReplicationIsStopped()
    {
        var database = await HotTableAsync();
        await ChecksumServers.RunAsync(servers.TargetRoot, "STOP REPLICA");
        ComparisonReport report;
        try
        {
            await ChecksumServers.RunAsync(servers.SourceRoot, $"UPDATE {database}.hot SET v = 0 WHERE id = 1");
            report = await servers.CompareAsync(database);
        }
        finally
        {
            await ChecksumServers.RunAsync(servers.TargetRoot, "START REPLICA");
        }

        Assert.Equal((PointKind.Unrelated, ReplicationDirection.None), (report.Point.Kind, report.Point.Direction));
        Assert.Contains("replication on target is not running", report.Point.Statement, StringComparison.Ordinal);
        Assert.Equal(1, report.DifferenceCount);
        await servers.CaughtUpAsync();
    }

    [Fact]
    public async Task IsUndecided_WhenTheReplicaDoesNotCatchUp()
    {
        var database = await HotTableAsync();
        await DelayAsync(3600);
        ComparisonReport report;
        try
        {
            await ChecksumServers.RunAsync(servers.SourceRoot, $"UPDATE {database}.hot SET v = 0 WHERE id IN (1, 2)");
            report = await TableComparison.CompareAsync(
                servers.Request(database) with { CatchUpTime = TimeSpan.FromMilliseconds(200) }, cancellationToken: Cancellation);
        }
        finally
        {
            await DelayAsync(0);
        }

        Assert.Equal((ComparisonOutcome.Undecided, PointKind.ReplicaBehind), (report.Outcome, report.Point.Kind));
        var table = Assert.Single(report.Tables);
        Assert.Equal((2, 0), (table.UnsettledRows, table.DifferenceCount));
        Assert.Contains(table.Notes, n => n.Contains("did not catch up", StringComparison.Ordinal));
        await servers.CaughtUpAsync();

        Task DelayAsync(int seconds) => ChecksumServers.RunAsync(
            servers.TargetRoot, $"STOP REPLICA SQL_THREAD; CHANGE REPLICATION SOURCE TO SOURCE_DELAY = {seconds}; START REPLICA SQL_THREAD");
    }

    private static async Task<TableResult> CompareAsync(string database, ComparedSide source, ComparedSide target, ComparisonPoint point)
    {
        var schema = await source.SchemaAsync(database, Cancellation);
        var table = SharedTable.Of(database, schema.Tables[0], schema.Tables[0]);
        var request = new ComparisonRequest(source.Live.Server, target.Live.Server, database);
        return await new TableComparer(new ComparisonSides(source, target, point), request, TimeProvider.System)
            .CompareAsync(table, new ProgressOfTable(null, table.Name, 0, 1, 0), Cancellation);
    }

    private async Task<string> HotTableAsync()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; {LiveWriter.Table}");
        return database;
    }
}
