using Migration.Checksums;

namespace Integration.Checksums;

/// <summary>Every kind of key: laid out in chunks that leave no row out, and able to name the row.</summary>
[Collection(nameof(ChecksumCollection))]
public sealed class KeyTests(ChecksumServers servers)
{
    private const string Numbers = "WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 999) SELECT";

    [Theory]
    [InlineData("k INT, PRIMARY KEY (k)", "i * 37 - 5000", "k = -5000 + 37 * 600", "17200")]
    [InlineData("k BIGINT UNSIGNED, PRIMARY KEY (k)", "18446744073709551615 - i * 3", "k = 18446744073709551615", "18446744073709551615")]
    [InlineData("k BIGINT, PRIMARY KEY (k DESC)", "IF(i < 500, i, 9223372036854775000 - i)", "k = 9223372036854774300", "9223372036854774300")]
    [InlineData("k DECIMAL(20,5), PRIMARY KEY (k)", "i / 3", "k = 100", "100.00000")]
    [InlineData("k DOUBLE, PRIMARY KEY (k)", "i / 7e0", "k > 85.714285 AND k < 85.714286", "85.71428571428571")]
    [InlineData("k VARCHAR(40) COLLATE utf8mb4_0900_ai_ci, PRIMARY KEY (k)", "CONCAT(ELT(1 + MOD(i, 4), 'é', 'E', '가', 'ß'), i)", "k = 'e700'", "é700")]
    [InlineData("k VARCHAR(40) COLLATE utf8mb4_general_ci, PRIMARY KEY (k)", "CONCAT(i, ELT(1 + MOD(i, 3), ' x', '_', '%'))", "k = '600 X'", "600 x")]
    [InlineData("k VARCHAR(40) COLLATE utf8mb4_bin, PRIMARY KEY (k)", "CONCAT(IF(MOD(i, 2), 'a', 'A'), i DIV 2)", "k = 'a300'", "a300")]
    [InlineData("k CHAR(13) CHARACTER SET ascii, PRIMARY KEY (k)", "LPAD(i, 13, '0')", "k = '0000000000600'", "0000000000600")]
    [InlineData("k VARCHAR(40) CHARACTER SET latin1, PRIMARY KEY (k)", "CONCAT('ü', i)", "k = 'ü600'", "_latin1 0xFC363030")]
    [InlineData("k BINARY(16), PRIMARY KEY (k)", "UNHEX(LEFT(SHA2(i, 256), 32))", "k = UNHEX(LEFT(SHA2(600, 256), 32))", "0x284B7E6D788F363F910F7BEB1910473E")]
    [InlineData("k VARBINARY(16), PRIMARY KEY (k)", "IF(i = 0, '', CHAR(i DIV 256, MOD(i, 256)))", "k = ''", "0x")]
    [InlineData("k DATETIME(6), PRIMARY KEY (k)", "TIMESTAMPADD(MICROSECOND, i * 1000001, '2026-01-01')", "k = '2026-01-01 00:10:00.000600'", "2026-01-01 00:10:00.000600")]
    [InlineData("k TIME(3), PRIMARY KEY (k)", "SEC_TO_TIME(i * 100 - 50000)", "k = '02:46:40'", "02:46:40.000")]
    [InlineData("k BIT(10), PRIMARY KEY (k)", "i", "k = 600", "600")]
    [InlineData("k YEAR NOT NULL, l ENUM('z','y','x') NOT NULL, m SET('p','q','r') NOT NULL, UNIQUE KEY (k, l, m)", "1901 + i DIV 24, 1 + MOD(i DIV 8, 3), MOD(i, 8)", "k = 1926 AND l = 'z' AND m = ''", "1926;1;0")]
    [InlineData("k BIGINT, l VARCHAR(20), PRIMARY KEY (k, l)", "i DIV 250, CONCAT('É', i)", "k = 2 AND l = 'e600'", "2;É600")]
    [InlineData("k INT NOT NULL, l INT NOT NULL, m INT NOT NULL, UNIQUE KEY (m, k, l)", "i DIV 100, MOD(i DIV 10, 10), MOD(i, 10)", "k = 6 AND l = 5 AND m = 4", "4;6;5")]
    public async Task NamesTheRow_UnderAnyKey(string key, string values, string where, string named)
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; CREATE TABLE t ({key}, v INT NOT NULL DEFAULT 1); INSERT INTO t {Numbers} {values}, 1 FROM n");

        Assert.Equal((TableOutcome.Equal, 1000), await OutcomeAsync(database));
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET v = 2 WHERE {where}");
        var table = await CompareAsync(database);

        var row = Assert.Single(table.Differences);
        Assert.StartsWith(named, string.Join(";", row.Key.Select(k => k.Value)), StringComparison.Ordinal);
        Assert.Equal([new ColumnDifference("v", "1", "2")], row.Columns);
        Assert.True(table.Chunks > 5, $"{table.Chunks} chunks");
        Assert.Equal(1, table.DifferingChunks);
    }

    [Fact]
    public async Task FindsRows_BeforeTheFirst_AndAfterTheLast_AndInGaps()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"USE {database}; CREATE TABLE i (k BIGINT PRIMARY KEY); CREATE TABLE s (k VARCHAR(20) PRIMARY KEY); "
            + $"INSERT INTO i {Numbers} i * 1000 FROM n; INSERT INTO s SELECT CONCAT('k', LPAD(k, 9, '0')) FROM i");
        await servers.OnTargetOnlyAsync($"USE {database}; INSERT INTO i VALUES (-9e18), (500500), (9e18); INSERT INTO s VALUES (''), ('k000500500'), ('zz')");

        var report = await TableComparison.CompareAsync(servers.Request(database) with { ChunkRows = 100 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["-9000000000000000000", "500500", "9000000000000000000"], Keys("i"));
        Assert.Equal(["", "k000500500", "zz"], Keys("s"));

        IEnumerable<string?> Keys(string table) => report.Tables.Single(t => t.Table == table).Differences.Select(d => d.Key[0].Value);
    }

    [Theory]
    [InlineData("utf8mb4_0900_ai_ci", "Ébène", "ebene")]
    [InlineData("utf8mb4_general_ci", "abc", "ABC ")]
    public async Task ReportsADifferentSpellingOfAKey_AsOneDifferentRow(string collation, string onSource, string onTarget)
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; CREATE TABLE t (k VARCHAR(20) COLLATE {collation} PRIMARY KEY, v INT); INSERT INTO t VALUES ('{onSource}', 1), ('zzz', 2)");
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET k = '{onTarget}' WHERE v = 1");

        var row = Assert.Single((await servers.CompareTableAsync(database)).Differences);

        Assert.Equal(RowDifferenceKind.Different, row.Kind);
        Assert.Equal([new ColumnDifference("k", onSource, onTarget)], row.Columns);
    }

    [Theory]
    [InlineData("v INT, w VARCHAR(9)")]
    [InlineData("v INT, w VARCHAR(9), UNIQUE KEY (v)")]
    [InlineData("v FLOAT NOT NULL, w VARCHAR(9), PRIMARY KEY (v, w)")]
    [InlineData("v INT, w VARCHAR(9), UNIQUE KEY ((v + 1))")]
    public async Task ComparesAsMultiset_WithoutAKeyThatNamesARow(string definition)
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; CREATE TABLE t ({definition}); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        Assert.Equal(TableOutcome.Equal, (await servers.CompareTableAsync(database)).Outcome);

        await servers.OnTargetOnlyAsync($"USE {database}; DELETE FROM t WHERE v = 2; INSERT INTO t VALUES (5, 'e')");
        var table = await servers.CompareTableAsync(database);

        Assert.Equal((ComparisonMethod.AsMultiset, 2), (table.Method, table.DifferenceCount));
        var missing = Assert.Single(table.Differences, d => d.Kind == RowDifferenceKind.MissingOnTarget);
        var extra = Assert.Single(table.Differences, d => d.Kind == RowDifferenceKind.ExtraOnTarget);
        Assert.Equal([new ColumnDifference("v", "2", null), new ColumnDifference("w", "b", null)], missing.Columns);
        Assert.Equal([new ColumnDifference("v", null, "5"), new ColumnDifference("w", null, "e")], extra.Columns);
        Assert.Empty(missing.Key);
    }

    /// <summary>XOR alone would call {a,a} and {b,b} equal.</summary>
    [Fact]
    public async Task CountsCopies_InATableWithoutAKey()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; CREATE TABLE t (v INT, w VARCHAR(9)); INSERT INTO t VALUES (1, NULL), (1, NULL), (1, NULL), (2, ''), (2, '')");
        await servers.OnTargetOnlyAsync($"USE {database}; UPDATE t SET v = 2, w = '' WHERE v = 1 LIMIT 2");

        var table = await servers.CompareTableAsync(database);

        Assert.Equal((5, 5, 4), (table.SourceRows, table.TargetRows, table.DifferenceCount));
        Assert.All(table.Differences, d => Assert.Equal(2, d.Copies));
        Assert.Equal(2, table.Differences.Count);
    }

    private async Task<TableResult> CompareAsync(string database) => Assert.Single(
        (await TableComparison.CompareAsync(servers.Request(database) with { ChunkRows = 100 }, cancellationToken: TestContext.Current.CancellationToken)).Tables);

    private async Task<(TableOutcome, long)> OutcomeAsync(string database)
    {
        var table = await CompareAsync(database);
        return (table.Outcome, table.SourceRows);
    }
}
