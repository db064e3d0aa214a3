using Migration.Checksums;

namespace Integration.Checksums;

[Collection(nameof(ChecksumCollection))]
public sealed class SchemaDifferenceTests(ChecksumServers servers)
{
    [Fact]
    public async Task NamesATable_ThatOnlyOneSideHas()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnSourceOnlyAsync($"CREATE TABLE {database}.only_here (id INT PRIMARY KEY)");
        await servers.OnTargetOnlyAsync($"CREATE TABLE {database}.only_there (id INT PRIMARY KEY)");

        var report = await servers.CompareAsync(database);

        Assert.Equal(ComparisonOutcome.Different, report.Outcome);
        Assert.Equal([("only_here", TableOutcome.OnlyOnSource), ("only_there", TableOutcome.OnlyOnTarget)], report.Tables.Select(t => (t.Table, t.Outcome)));
        Assert.Equal(["only_here: table: present on the source, (absent) on the target", "only_there: table: (absent) on the source, present on the target"],
            report.SchemaFindings.Select(f => f.ToString()));
    }

    [Fact]
    public async Task StillCompares_WhenTypesDiffer()
    {
        var database = await servers.CreateDatabaseAsync();
        const string rows = "INSERT INTO t VALUES (1, 5, 'MALE', 'é', 1.5), (2, -7, 'FEMALE', NULL, 2.5)";
        await servers.OnSourceOnlyAsync(
            $"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, n TINYINT NOT NULL, g ENUM('MALE','FEMALE') NOT NULL, t VARCHAR(20) CHARACTER SET latin1, f FLOAT); {rows}");
        await servers.OnTargetOnlyAsync(
            $"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, n BIGINT NOT NULL, g ENUM('FEMALE','MALE') NOT NULL, t TEXT CHARACTER SET utf8mb4, f DOUBLE); {rows}");

        var equal = await servers.CompareAsync(database);
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET t = 'e', g = 'FEMALE' WHERE id = 1");
        var different = await servers.CompareTableAsync(database);

        Assert.Equal(ComparisonOutcome.Equal, equal.Outcome);
        Assert.Equal(["n", "g", "t", "t", "f"], equal.SchemaFindings.Select(f => f.Column));
        var row = Assert.Single(different.Differences);
        Assert.Equal(
            [new ColumnDifference("g", "MALE", "FEMALE"), new ColumnDifference("t", "é", "e")],
            row.Columns);
    }

    [Fact]
    public async Task IsUndecided_WhenAColumnIsMissing()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnSourceOnlyAsync($"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, a INT, b INT); INSERT INTO t VALUES (1, 2, 3)");
        await servers.OnTargetOnlyAsync($"USE {database}; CREATE TABLE t (a INT, id INT PRIMARY KEY); INSERT INTO t VALUES (2, 1)");

        var report = await servers.CompareAsync(database);

        Assert.Equal(ComparisonOutcome.Undecided, report.Outcome);
        Assert.Equal("t.b: column: int on the source, (absent) on the target", Assert.Single(report.SchemaFindings).ToString());
        Assert.Contains("only one side has b", Assert.Single(report.Tables[0].Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FallsBackToAMultiset_WhenTheKeysOrderDiffers()
    {
        var database = await servers.CreateDatabaseAsync();
        const string table = "CREATE TABLE t (k VARCHAR(9) COLLATE {0} PRIMARY KEY, v INT); INSERT INTO t VALUES ('b', 1), ('A', 2)";
        await servers.OnSourceOnlyAsync($"USE {database}; {string.Format(null, table, "utf8mb4_bin")}");
        await servers.OnTargetOnlyAsync($"USE {database}; {string.Format(null, table, "utf8mb4_0900_ai_ci")}");

        var report = await servers.CompareAsync(database);

        Assert.Equal(ComparisonOutcome.Equal, report.Outcome);
        Assert.Equal((ComparisonMethod.AsMultiset, "collation"), (report.Tables[0].Method, Assert.Single(report.SchemaFindings).What));
    }

    [Fact]
    public async Task IsUndecided_AboutNothing_AndAboutAnUnknownTable()
    {
        var database = await servers.CreateDatabaseAsync();
        var nothing = await servers.CompareAsync(database);
        var unknown = await TableComparison.CompareAsync(
            servers.Request(database) with { Tables = ["mettings"] }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ComparisonOutcome.Undecided, nothing.Outcome);
        Assert.Equal(ComparisonOutcome.Undecided, unknown.Outcome);
        Assert.Contains("neither side has this table", unknown.Tables[0].Notes);
    }

    [Fact]
    public async Task LeavesOut_WhatIsExcluded_AndViews()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (id INT PRIMARY KEY); CREATE VIEW v AS SELECT * FROM a");
        await servers.OnTargetOnlyAsync($"INSERT INTO {database}.b VALUES (1)");

        var report = await TableComparison.CompareAsync(
            servers.Request(database) with { ExcludedTables = ["b"] }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((ComparisonOutcome.Equal, "a"), (report.Outcome, Assert.Single(report.Tables).Table));
        Assert.Equal(["b"], report.ExcludedTables);
    }
}
