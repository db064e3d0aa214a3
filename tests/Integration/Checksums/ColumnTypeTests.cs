using Migration.Checksums;

namespace Integration.Checksums;

/// <summary>Every type: equal when equal, and the smallest change of a value is seen, named and shown.</summary>
[Collection(nameof(ChecksumCollection))]
public sealed class ColumnTypeTests(ChecksumServers servers)
{
    public static TheoryData<string, string, string, string, string> Types => new()
    {
        { "TINYINT", "-128", "127", "-128", "127" },
        { "TINYINT UNSIGNED", "255", "0", "255", "0" },
        { "BOOL", "TRUE", "FALSE", "1", "0" },
        { "SMALLINT", "-1", "1", "-1", "1" },
        { "MEDIUMINT", "8388607", "-8388608", "8388607", "-8388608" },
        { "INT", "-1", "2147483647", "-1", "2147483647" },
        { "BIGINT", "-9223372036854775808", "0", "-9223372036854775808", "0" },
        { "BIGINT UNSIGNED", "18446744073709551615", "18446744073709551614", "18446744073709551615", "18446744073709551614" },
        { "DECIMAL(30,10)", "12345678901234567890.0123456789", "12345678901234567890.0123456788", "12345678901234567890.0123456789", "12345678901234567890.0123456788" },
        { "FLOAT", "1.0000001", "1", "1.0000001192092896", "1" },
        { "FLOAT", "16777216", "16777218", "16777216", "16777218" },
        { "DOUBLE", "0.30000000000000004", "0.3", "0.30000000000000004", "0.3" },
        { "DOUBLE", "5e-324", "0", "5e-324", "0" },
        { "BIT(1)", "b'1'", "b'0'", "1", "0" },
        { "BIT(64)", "18446744073709551615", "9223372036854775807", "18446744073709551615", "9223372036854775807" },
        { "ENUM('MALE','FEMALE','UNKNOWN')", "'MALE'", "'FEMALE'", "MALE", "FEMALE" },
        { "SET('a','b','c')", "'a,c'", "'a'", "a,c", "a" },
        { "YEAR", "2026", "0", "2026", "0000" },
        { "DATE", "'0000-00-00'", "'2026-01-00'", "0000-00-00", "2026-01-00" },
        { "TIME(6)", "'-838:59:59.000000'", "'-00:00:00.000001'", "-838:59:59.000000", "-00:00:00.000001" },
        { "DATETIME(6)", "'2026-01-10 19:00:00.000001'", "'2026-01-10 19:00:00.000000'", "2026-01-10 19:00:00.000001", "2026-01-10 19:00:00.000000" },
        { "DATETIME", "'0000-00-00 00:00:00'", "'9999-12-31 23:59:59'", "0000-00-00 00:00:00", "9999-12-31 23:59:59" },
        { "TIMESTAMP(3) NULL", "'2026-01-10 19:00:00.001'", "NULL", "2026-01-10 19:00:00.001", null! },
        { "CHAR(10)", "'é'", "'e'", "é", "e" },
        { "VARCHAR(50)", "'독토리 🐿'", "'독토리 🐿 '", "독토리 🐿", "독토리 🐿 " },
        { "VARCHAR(50) CHARACTER SET latin1", "'ÿ'", "'y'", "ÿ", "y" },
        { "VARCHAR(50) CHARACTER SET utf16", "'한'", "'글'", "한", "글" },
        { "VARCHAR(50) COLLATE utf8mb4_general_ci", "'Ab'", "'ab'", "Ab", "ab" },
        { "BINARY(4)", "X'00FF00FF'", "X'00FF00FE'", "0x00FF00FF", "0x00FF00FE" },
        { "VARBINARY(8)", "X'00'", "X'0000'", "0x00", "0x0000" },
        { "TEXT", "'a'", "'A'", "a", "A" },
        { "LONGTEXT", "''", "NULL", "", null! },
        { "BLOB", "X'DEADBEEF'", "X'DEADBEEE'", "0xDEADBEEF", "0xDEADBEEE" },
        { "JSON", "'{\"b\": 1.0, \"a\": \"é\"}'", "'{\"b\": 1.5, \"a\": \"é\"}'", "{\"a\": \"é\", \"b\": 1.0}", "{\"a\": \"é\", \"b\": 1.5}" },
        { "JSON", "'null'", "NULL", "null", null! },
        { "POINT", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(2 1)')",
            "0x000000000101000000000000000000F03F0000000000000040", "0x0000000001010000000000000000000040000000000000F03F" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Sees_AChangedValue(string type, string value, string changed, string shown, string? changedShown)
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"SET SESSION sql_mode = ''; USE {database}; CREATE TABLE t (before_it VARCHAR(9) NOT NULL, id INT PRIMARY KEY, v {type}, after_it INT NOT NULL); "
            + $"INSERT INTO t VALUES ('b', 1, {value}, 1), ('b', 2, {changed}, 1), ('b', 3, NULL, 1)");
        Assert.Equal(TableOutcome.Equal, (await servers.CompareTableAsync(database)).Outcome);

        await servers.OnTargetOnlyAsync($"SET SESSION sql_mode = ''; UPDATE {database}.t SET v = {changed} WHERE id = 1");
        var row = Assert.Single((await servers.CompareTableAsync(database)).Differences);

        Assert.Equal([new ColumnDifference("v", shown, changedShown)], row.Columns);
    }

    /// <summary>Neighbouring values whose bytes in a row are the same, but for what says where each ends and which is NULL.</summary>
    [Theory]
    [InlineData("INT NULL", "INT NULL", "1, 23", "12, 3")]
    [InlineData("INT NULL", "INT NULL", "NULL, 1", "1, NULL")]
    [InlineData("TIME(1) NULL", "TIME(1) NULL", "'10:00:00.1', NULL", "NULL, '10:00:00.1'")]
    [InlineData("BIGINT NOT NULL", "TIME NOT NULL", "1, '219:00:00'", "12, '19:00:00'")]
    [InlineData("DECIMAL(9,1) NOT NULL", "DOUBLE NOT NULL", "1.1, 1", "1.0, 11")]
    [InlineData("DATETIME NULL", "DATE NULL", "'2026-01-01', NULL", "NULL, '2026-01-01'")]
    [InlineData("VARCHAR(9) NOT NULL", "VARCHAR(9) NOT NULL", "'ab', 'c'", "'a', 'bc'")]
    [InlineData("VARCHAR(9) NULL", "VARCHAR(9) NULL", "'', NULL", "NULL, ''")]
    [InlineData("VARCHAR(9) NULL", "VARCHAR(9) NULL", "'N', 'N'", "'N', NULL")]
    [InlineData("VARCHAR(9) NOT NULL", "TEXT NULL", "'', NULL", "'', ''")]
    [InlineData("VARBINARY(9) NULL", "VARBINARY(9) NULL", "X'FF', X''", "X'', X'FF'")]
    public async Task Sees_WhereAValueEnds(string first, string second, string values, string changed)
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"SET SESSION sql_mode = ''; USE {database}; CREATE TABLE t (id INT PRIMARY KEY, a {first}, b {second}); INSERT INTO t VALUES (1, {values}), (2, {changed})");
        Assert.Equal(TableOutcome.Equal, (await servers.CompareTableAsync(database)).Outcome);

        await servers.OnTargetOnlyAsync($"SET SESSION sql_mode = ''; USE {database}; REPLACE INTO t VALUES (1, {changed})");

        Assert.Equal("1", Assert.Single((await servers.CompareTableAsync(database)).Differences).Key[0].Value);
    }

    [Fact]
    public async Task Sees_EachOf64MembersOfASet()
    {
        var database = await servers.CreateDatabaseAsync();
        var members = string.Join(",", Enumerable.Range(0, 64).Select(i => $"'m{i}'"));
        await servers.OnBothAsync(
            $"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, n SET({members}) NOT NULL, v SET({members})); "
            + "INSERT INTO t VALUES (1, 'm0,m63', 'm0,m63'), (2, 'm0,m63', 'm63'), (3, 'm63', 'm0,m63')");
        Assert.Equal(TableOutcome.Equal, (await servers.CompareTableAsync(database)).Outcome);

        await servers.OnTargetOnlyAsync($"USE {database}; UPDATE t SET v = 'm63' WHERE id = 1; UPDATE t SET n = 'm63' WHERE id = 2");
        var rows = (await servers.CompareTableAsync(database)).Differences;

        Assert.Equal([("1", "v"), ("2", "n")], rows.Select(r => (r.Key[0].Value!, Assert.Single(r.Columns).Column)));
    }

    [Fact]
    public async Task Compares_NamesAndValuesThatNoLatin1Holds()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"USE {database}; CREATE TABLE `독서` (`이름` VARCHAR(9) PRIMARY KEY, `값` VARCHAR(9) NULL, `언제` DATETIME NULL); INSERT INTO `독서` VALUES ('한', '글', NULL), ('책', '🐿', NULL)");
        Assert.Equal(TableOutcome.Equal, (await servers.CompareTableAsync(database)).Outcome);

        await servers.OnTargetOnlyAsync($"UPDATE {database}.`독서` SET `값` = '🐈' WHERE `이름` = '책'");
        var row = Assert.Single((await servers.CompareTableAsync(database)).Differences);

        Assert.Equal((new KeyValue("이름", "책"), new ColumnDifference("값", "🐿", "🐈")), (row.Key[0], Assert.Single(row.Columns)));
    }

    /// <summary>The same types where they cannot be NULL: other forms in the row's bytes.</summary>
    [Theory]
    [InlineData("TINYINT", "-128", "127")]
    [InlineData("BIT(5)", "b'10000'", "b'00001'")]
    [InlineData("ENUM('a','b')", "'a'", "'b'")]
    [InlineData("SET('a','b')", "'a'", "'a,b'")]
    [InlineData("YEAR", "2026", "2155")]
    [InlineData("DATE", "'2026-01-01'", "'0000-00-00'")]
    [InlineData("DATETIME(2)", "'2026-01-01 00:00:00.01'", "'0000-00-00 00:00:00'")]
    [InlineData("TIMESTAMP(6) DEFAULT '2000-01-01'", "'2026-01-01 00:00:00.000001'", "'2026-01-01 00:00:00.000002'")]
    [InlineData("VARCHAR(9) CHARACTER SET latin1", "'ÿ'", "''")]
    [InlineData("VARBINARY(9)", "X'FF'", "X'FE'")]
    [InlineData("LONGBLOB", "REPEAT('x', 300000)", "CONCAT(REPEAT('x', 299999), 'y')")]
    [InlineData("DOUBLE", "1e308", "-1e308")]
    public async Task Sees_AChangedValue_ThatIsNeverNull(string type, string value, string changed)
    {
        var database = await servers.CreateDatabaseAsync();
        var definition = type.Contains("DEFAULT", StringComparison.Ordinal) ? type.Replace("DEFAULT", "NOT NULL DEFAULT", StringComparison.Ordinal) : type + " NOT NULL";
        await servers.OnBothAsync(
            $"SET SESSION sql_mode = ''; USE {database}; CREATE TABLE t (id INT PRIMARY KEY, v {definition}, w TINYINT NOT NULL); INSERT INTO t VALUES (1, {value}, 1), (2, {changed}, 1)");
        Assert.Equal(TableOutcome.Equal, (await servers.CompareTableAsync(database)).Outcome);

        await servers.OnTargetOnlyAsync($"SET SESSION sql_mode = ''; UPDATE {database}.t SET v = {changed} WHERE id = 1");
        var row = Assert.Single((await servers.CompareTableAsync(database)).Differences);

        Assert.Equal(("1", "v"), (row.Key[0].Value, Assert.Single(row.Columns).Column));
    }

    [Fact]
    public async Task Skips_VirtualColumns_ComparesStoredAndInvisibleOnes()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync(
            $"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, a INT, twice INT AS (a * 2) VIRTUAL, thrice INT AS (a * 3) STORED, hidden INT INVISIBLE); "
            + "INSERT INTO t (id, a, hidden) VALUES (1, 5, 7)");
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET a = 6, hidden = 8");

        var row = Assert.Single((await servers.CompareTableAsync(database)).Differences);

        Assert.Equal(["a", "thrice", "hidden"], row.Columns.Select(c => c.Column));
    }

    [Fact]
    public async Task Shows_WhereLongTextsDiffer()
    {
        var database = await servers.CreateDatabaseAsync();
        await servers.OnBothAsync($"USE {database}; CREATE TABLE t (id INT PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, CONCAT(REPEAT('가나다라', 100), 'left', REPEAT('마', 100)))");
        await servers.OnTargetOnlyAsync($"UPDATE {database}.t SET v = REPLACE(v, 'left', 'right')");

        var column = Assert.Single(Assert.Single((await servers.CompareTableAsync(database)).Differences).Columns);

        Assert.StartsWith("…가나다라", column.Source, StringComparison.Ordinal);
        Assert.Contains("left마", column.Source, StringComparison.Ordinal);
        Assert.Contains("right마", column.Target, StringComparison.Ordinal);
        Assert.Contains("(1,504 bytes, sha256 ", column.Source, StringComparison.Ordinal);
    }
}
