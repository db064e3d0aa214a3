using Migration.Checksums;

namespace Integration.Checksums;

[Collection(nameof(ChecksumCollection))]
public sealed class RowDifferenceTests(ChecksumServers servers)
{
    private const string Books =
        "CREATE TABLE books (id BIGINT PRIMARY KEY AUTO_INCREMENT, title VARCHAR(50) NOT NULL, note VARCHAR(50), pages INT); "
        + "INSERT INTO books (title, note, pages) VALUES ('소년이 온다', NULL, 216), ('채식주의자', '', 247), ('작별하지 않는다', 'x', NULL), ('흰', 'y', 132)";

    [Fact]
    public async Task Equal_AtOnePoint_WhenQuiet()
    {
        var database = await BooksAsync();

        var report = await servers.CompareAsync(database);

        Assert.Equal(ComparisonOutcome.Equal, report.Outcome);
        Assert.Equal(PointKind.SamePoint, report.Point.Kind);
        Assert.Equal(ReplicationDirection.SourceToTarget, report.Point.Direction);
        Assert.True(report.Point.Quiet);
        Assert.Equal(report.Point.SourceGtid, report.Point.TargetGtid);
        Assert.NotEqual("", report.Point.SourceGtid);
        Assert.NotEqual(report.Source.ServerUuid, report.Target.ServerUuid);
        var books = Assert.Single(report.Tables);
        Assert.Equal((TableOutcome.Equal, ComparisonMethod.ByKey, 4, 4), (books.Outcome, books.Method, books.SourceRows, books.TargetRows));
        Assert.Empty(report.SchemaFindings);
    }

    [Fact]
    public async Task NamesKeyAndColumns_OfAnAlteredRow()
    {
        var database = await BooksAsync();
        await servers.OnTargetOnlyAsync($"UPDATE {database}.books SET title = '작별한다', pages = 332 WHERE id = 3");

        var table = await servers.CompareTableAsync(database);

        Assert.Equal((TableOutcome.Different, 1), (table.Outcome, table.DifferenceCount));
        var row = Assert.Single(table.Differences);
        Assert.Equal(RowDifferenceKind.Different, row.Kind);
        Assert.Equal([new KeyValue("id", "3")], row.Key);
        Assert.Equal([new ColumnDifference("title", "작별하지 않는다", "작별한다"), new ColumnDifference("pages", null, "332")], row.Columns);
        Assert.Equal(0, row.Rechecks);
    }

    [Fact]
    public async Task NamesMissingAndExtraRows_InKeyOrder()
    {
        var database = await BooksAsync();
        await servers.OnTargetOnlyAsync($"DELETE FROM {database}.books WHERE id = 2; INSERT INTO {database}.books VALUES (9, '없는 책', NULL, 1)");

        var table = await servers.CompareTableAsync(database);

        Assert.Equal((4, 4, 2), (table.SourceRows, table.TargetRows, table.DifferenceCount));
        Assert.Equal(
            [(RowDifferenceKind.MissingOnTarget, "2"), (RowDifferenceKind.ExtraOnTarget, "9")],
            table.Differences.Select(d => (d.Kind, d.Key[0].Value)));
    }

    [Theory]
    [InlineData("note = '' WHERE id = 1", null, "")]
    [InlineData("note = NULL WHERE id = 2", "", null)]
    [InlineData("note = 'X' WHERE id = 3", "x", "X")]
    [InlineData("note = 'x ' WHERE id = 3", "x", "x ")]
    [InlineData("note = 'ý' WHERE id = 4", "y", "ý")]
    public async Task Tells_WhatACollationOrAReaderWouldNot(string change, string? onSource, string? onTarget)
    {
        var database = await BooksAsync();
        await servers.OnTargetOnlyAsync($"UPDATE {database}.books SET {change}");

        var row = Assert.Single((await servers.CompareTableAsync(database)).Differences);

        Assert.Equal([new ColumnDifference("note", onSource, onTarget)], row.Columns);
    }

    [Fact]
    public async Task Sees_ValuesMovedBetweenColumns()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b VARCHAR(20), c VARBINARY(20), d VARBINARY(20), e TINYINT NOT NULL, f TINYINT NOT NULL); "
            + "INSERT INTO t VALUES (1, 'ab', 'c', 'ab', 'c', 1, 0), (2, NULL, 'a', NULL, 'a', -1, 0), (3, '', NULL, '', NULL, 0, -1)");
        await servers.OnTargetOnlyAsync(
            $"USE {database}; UPDATE t SET a = 'a', b = 'bc', c = 'a', d = 'bc', e = 0, f = 1 WHERE id = 1; "
            + "UPDATE t SET a = 'a', b = NULL, c = 'a', d = NULL, e = 0, f = -1 WHERE id = 2; UPDATE t SET a = NULL, b = '', c = NULL, d = '', e = -1, f = 0 WHERE id = 3");

        var table = await servers.CompareTableAsync(database);

        Assert.Equal(3, table.DifferenceCount);
        Assert.All(table.Differences, d => Assert.Equal(["a", "b", "c", "d", "e", "f"], d.Columns.Select(c => c.Column)));
    }

    [Fact]
    public async Task ListsUpToTheLimit_CountsAll_OmitsValues()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, v INT NOT NULL); "
            + "INSERT INTO t WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i, i FROM n");
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET v = -v WHERE id > 100");

        var report = await TableComparison.CompareAsync(
            servers.Request(database) with { ListedDifferences = 7, OmitValues = true }, cancellationToken: TestContext.Current.CancellationToken);

        var table = Assert.Single(report.Tables);
        Assert.Equal((800, 7), (table.DifferenceCount, table.Differences.Count));
        Assert.All(table.Differences, d => Assert.Equal([new ColumnDifference("v", null, null)], d.Columns));
        Assert.Equal("101", table.Differences[0].Key[0].Value);
        Assert.True(report.ValuesOmitted);
    }

    [Fact]
    public async Task Sees_AnEmptySide()
    {
        var database = await BooksAsync();
        await servers.OnSourceOnlyAsync($"DELETE FROM {database}.books");

        var table = await servers.CompareTableAsync(database);

        Assert.Equal((0, 4, 4), (table.SourceRows, table.TargetRows, table.DifferenceCount));
        Assert.All(table.Differences, d => Assert.Equal(RowDifferenceKind.ExtraOnTarget, d.Kind));
    }

    private async Task<string> BooksAsync()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; {Books}");
        return database;
    }
}
