using Migration.Checksums;
using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using static Migration.Tests.Checksums.Build;

namespace Migration.Tests.Checksums;

public sealed class RowExpressionTests
{
    /// <summary>A lone column of each type, never NULL and nullable.</summary>
    [Theory]
    [InlineData("tinyint", "CAST(`c` AS BINARY),_binary 0xFF", "IFNULL(CAST(`c` AS BINARY),_binary 0xFE)")]
    [InlineData("bigint unsigned", "CAST(`c` AS BINARY),_binary 0xFF", "IFNULL(CAST(`c` AS BINARY),_binary 0xFE)")]
    [InlineData("decimal(10,2)", "CAST(`c` AS BINARY),_binary 0xFF", "IFNULL(CAST(`c` AS BINARY),_binary 0xFE)")]
    [InlineData("float", "CAST(CAST(`c` AS DOUBLE) AS BINARY),_binary 0xFF", "IFNULL(CAST(CAST(`c` AS DOUBLE) AS BINARY),_binary 0xFE)")]
    [InlineData("bit(64)", "CAST((`c`+0) AS BINARY),_binary 0xFF", "IFNULL(CAST((`c`+0) AS BINARY),_binary 0xFE)")]
    [InlineData("enum('a','b')", "CAST((`c`+0) AS BINARY),_binary 0xFF", "IFNULL(CAST((`c`+0) AS BINARY),_binary 0xFE)")]
    [InlineData("set('a','b')", "CAST((`c`+0) AS BINARY),_binary 0xFF", "IFNULL(CAST((`c`+0) AS BINARY),_binary 0xFE)")]
    [InlineData("datetime(6)", "CAST(`c` AS BINARY)", "IFNULL(CAST(`c` AS BINARY),_binary 0xFE)")]
    [InlineData("time(3)", "CAST(`c` AS BINARY),_binary 0xFF", "IFNULL(CAST(`c` AS BINARY),_binary 0xFE)")]
    [InlineData("varchar(50)", "CAST(`c` AS BINARY),_binary 0xFF", "IFNULL(CAST(`c` AS BINARY),_binary 0xFE)")]
    [InlineData("varbinary(50)", "CAST(LENGTH(`c`) AS BINARY),_binary 0xFF,`c`", "IFNULL(CAST(LENGTH(`c`) AS BINARY),_binary 0xFE),_binary 0xFF,IFNULL(CAST(`c` AS BINARY),_binary '')")]
    [InlineData("longtext", "CAST(SHA2(`c`,256) AS BINARY)", "IFNULL(CAST(SHA2(`c`,256) AS BINARY),_binary 0xFE)")]
    [InlineData("json", "CAST(SHA2(`c`,256) AS BINARY)", "IFNULL(CAST(SHA2(`c`,256) AS BINARY),_binary 0xFE)")]
    [InlineData("geometry", "CAST(SHA2(`c`,256) AS BINARY)", "IFNULL(CAST(SHA2(`c`,256) AS BINARY),_binary 0xFE)")]
    public void WritesEachType(string type, string neverNull, string nullable)
    {
        Assert.StartsWith($"CONCAT({neverNull}", Row(Compared("c", type)), StringComparison.Ordinal);
        Assert.StartsWith($"CONCAT(CAST({nullable.Split(",_binary 0xFF")[0]} AS BINARY)", Row(Compared("c", type, nullable: true)), StringComparison.Ordinal);
        Assert.EndsWith(nullable.Contains("''", StringComparison.Ordinal) ? "_binary ''))" : ")", Row(Compared("c", type, nullable: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void LaysOutMeetings()
    {
        var sql = RowExpression.Hash(Meetings(), Side.Source);

        Assert.Equal(
            "UNHEX(SHA2(CONCAT(CAST(`capacity`^(`current_count`<<8)^(`duration_minutes`<<16) AS BINARY),`first_round_at`,`id`,`recruitment_deadline`,"
            + "`leader_user_id`,_binary 0xFF,"
            + "IFNULL(`leader_intro`,CONCAT(CAST(`id` AS BINARY),_binary 0xFE)),_binary 0xFF,`title`,_binary 0xFF,`start_time`,_binary 0xFF,"
            + "IFNULL(CAST(`deleted_at` AS BINARY),_binary 0xFE),_binary 0xFF),256))",
            sql);
    }

    [Fact]
    public void WritesTheHash_AsBytesOrAsDigits()
    {
        var row = Row(Compared("id", "bigint"));

        Assert.Equal($"UNHEX(SHA2({row},256))", RowExpression.Hash([Compared("id", "bigint")], Side.Source));
        Assert.Equal($"CAST(SHA2({row},256) AS BINARY)", RowExpression.Digits([Compared("id", "bigint")], Side.Source));
    }

    [Fact]
    public void MeasuresText_WhoseCharacterSetMayHoldTheEndMark()
    {
        Assert.Equal("CONCAT(CAST(`id` AS BINARY),_binary 0xFF,LENGTH(`c`),_binary 0xFF,`c`)", Row(Compared("id", "bigint"), Compared("c", "varchar(9)", charset: "latin1")));
    }

    [Fact]
    public void HashesTheReadableForm_WhereTypesDiffer()
    {
        var column = new ComparedColumn(Column("g", "enum('a','b')"), Column("g", "varchar(9)"));

        Assert.Equal("CONCAT(CAST(SHA2(CAST(CONVERT(`g` USING utf8mb4) AS BINARY),256) AS BINARY))", RowExpression.Row([column], Side.Source));
        Assert.Equal(RowExpression.Row([column], Side.Source), RowExpression.Row([column], Side.Target));
    }

    [Fact]
    public void TreatsAColumnAsNullable_IfEitherSideDoes()
    {
        ComparedColumn[] columns = [new(Column("c", "int"), Column("c", "int", nullable: true))];

        Assert.Equal(RowExpression.Row(columns, Side.Target), RowExpression.Row(columns, Side.Source));
    }

    [Fact]
    public void QuotesNames()
    {
        Assert.Equal("CONCAT(CAST(`a``b` AS BINARY),_binary 0xFF)", Row(Compared("a`b", "bigint")));
    }

    private static string Row(params ComparedColumn[] columns) => RowExpression.Row(columns, Side.Source);

    private static ComparedColumn[] Meetings() =>
    [
        Compared("id", "bigint"), Compared("leader_user_id", "bigint"), Compared("leader_intro", "varchar(300)", nullable: true), Compared("title", "varchar(50)"),
        Compared("capacity", "tinyint"), Compared("current_count", "tinyint"), Compared("start_time", "time"), Compared("duration_minutes", "smallint"),
        Compared("first_round_at", "datetime"), Compared("recruitment_deadline", "date"), Compared("deleted_at", "datetime(6)", nullable: true),
    ];
}
