using Migration.Checksums;

namespace Integration.Checksums;

[Collection(nameof(ChecksumCollection))]
public sealed class LocatingTests(ChecksumServers servers)
{
    [Fact]
    public async Task FindsOneRowIn100_000_AndReadsLittle()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"SET SESSION cte_max_recursion_depth = 200000; USE {database}; CREATE TABLE t (id BIGINT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(50) NOT NULL); "
            + "INSERT INTO t (v) WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT CONCAT('row ', i) FROM n");
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET v = 'tampered' WHERE id = 70001");
        var progress = new ProgressLog();

        var report = await TableComparison.CompareAsync(
            servers.Request(database) with { ChunkRows = 20_000 }, progress, TestContext.Current.CancellationToken);

        var table = Assert.Single(report.Tables);
        Assert.Equal((100_000, 1, 1), (table.SourceRows, table.DifferenceCount, table.DifferingChunks));
        Assert.Equal(new KeyValue("id", "70001"), Assert.Single(Assert.Single(table.Differences).Key));
        Assert.InRange(table.RowsRead, 4, 600);
        Assert.Contains(progress.Seen, p => p is { Phase: ComparisonPhase.Locating, Table: "t" });
        Assert.Contains(progress.Seen, p => p is { Phase: ComparisonPhase.Comparing, RowsDone: 100_000, RowsTotal: >= 100_000 });
        Assert.Equal(ComparisonPhase.Done, progress.Seen[^1].Phase);
    }

    /// <summary>Reports where it is called, unlike Progress&lt;T&gt;, which posts.</summary>
    private sealed class ProgressLog : IProgress<ComparisonProgress>
    {
        public List<ComparisonProgress> Seen { get; } = [];

        public void Report(ComparisonProgress value) => Seen.Add(value);
    }
}
