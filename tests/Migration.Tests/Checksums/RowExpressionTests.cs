using Migration.Checksums;
using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using static Migration.Tests.Checksums.Build;

namespace Migration.Tests.Checksums;

public sealed class RowExpressionTests
{
    /// <summary>A lone column of each type, never NULL and nullable.</summary>
    [Theory]
    [InlineData("tinyint", "CAST(CONCAT(`c`,',') AS BINARY)", "CAST(CONCAT(IFNULL(`c`,'N'),',') AS BINARY)")]
    [InlineData("bigint unsigned", "CAST(CONCAT(`c`,',') AS BINARY)", "CAST(CONCAT(IFNULL(`c`,'N'),',') AS BINARY)")]
    [InlineData("decimal(10,2)", "CAST(CONCAT(`c`,',') AS BINARY)", "CAST(CONCAT(IFNULL(`c`,'N'),',') AS BINARY)")]
    [InlineData("float", "CAST(CONCAT(CAST(`c` AS DOUBLE),',') AS BINARY)", "CAST(CONCAT(IFNULL(CAST(`c` AS DOUBLE),'N'),',') AS BINARY)")]
    [InlineData("bit(64)", "CAST(CONCAT((`c`+0),',') AS BINARY)", "CAST(CONCAT(IFNULL((`c`+0),'N'),',') AS BINARY)")]
    [InlineData("enum('a','b')", "CAST(CONCAT((`c`+0),',') AS BINARY)", "CAST(CONCAT(IFNULL((`c`+0),'N'),',') AS BINARY)")]
    [InlineData("set('a','b')", "CAST(CONCAT(CAST(`c` AS UNSIGNED),',') AS BINARY)", "CAST(CONCAT(IFNULL(CAST(`c` AS UNSIGNED),'N'),',') AS BINARY)")]
    [InlineData("datetime(6)", "CAST(CONCAT(`c`) AS BINARY)", "CAST(CONCAT(IFNULL(`c`,'N')) AS BINARY)")]
    [InlineData("time(3)", "CAST(CONCAT(`c`) AS BINARY)", "CAST(CONCAT(IFNULL(`c`,'N')) AS BINARY)")]
    [InlineData("varchar(50)", "CAST(`c` AS BINARY)", "CAST(IFNULL(CAST(`c` AS BINARY),_binary 0xFE) AS BINARY)")]
    [InlineData("varbinary(50)", "CAST(LENGTH(`c`) AS BINARY),_binary 0xFF,`c`", "CAST(IFNULL(CAST(LENGTH(`c`) AS BINARY),_binary 0xFE) AS BINARY),_binary 0xFF,IFNULL(CAST(`c` AS BINARY),_binary '')")]
    [InlineData("longtext", "CAST(SHA2(`c`,256) AS BINARY)", "CAST(IFNULL(CAST(SHA2(`c`,256) AS BINARY),_binary 0xFE) AS BINARY)")]
    [InlineData("json", "CAST(SHA2(`c`,256) AS BINARY)", "CAST(IFNULL(CAST(SHA2(`c`,256) AS BINARY),_binary 0xFE) AS BINARY)")]
    [InlineData("geometry", "CAST(SHA2(`c`,256) AS BINARY)", "CAST(IFNULL(CAST(SHA2(`c`,256) AS BINARY),_binary 0xFE) AS BINARY)")]
    public void WritesEachType(string type, string neverNull, string nullable)
    {
        Assert.Equal($"CONCAT({neverNull})", Row(Compared("c", type)));
        Assert.Equal($"CONCAT({nullable})", Row(Compared("c", type, nullable: true)));
    }

    [Fact]
    public void LaysOutMeetings()
    {
        var sql = RowExpression.Hash(Meetings(), Side.Source);

        Assert.Equal(
            "UNHEX(SHA2(CONCAT(CAST(CONCAT(`capacity`^(`current_count`<<8)^(`duration_minutes`<<16),`first_round_at`,`id`,`recruitment_deadline`,"
            + "`leader_user_id`,',',`start_time`,IFNULL(`deleted_at`,'N'),IFNULL(`rating`,'N'),',') AS BINARY),"
            + "IFNULL(`leader_intro`,CONCAT(CAST(`id` AS BINARY),_binary 0xFE)),_binary 0xFF,`title`),256))",
            sql);
    }

    [Fact]
    public void EndsText_WhereAnythingFollows()
    {
        Assert.Equal("CONCAT(CAST(`a` AS BINARY),_binary 0xFF,`b`)", Row(Compared("a", "varchar(9)"), Compared("b", "varchar(9)")));
        Assert.Equal("CONCAT(CAST(`a` AS BINARY),_binary 0xFF,SHA2(`b`,256))", Row(Compared("a", "varchar(9)"), Compared("b", "text")));
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
        Assert.Equal("CONCAT(CAST(CONCAT(`id`,',') AS BINARY),LENGTH(`c`),_binary 0xFF,`c`)", Row(Compared("id", "bigint"), Compared("c", "varchar(9)", charset: "latin1")));
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
        Assert.Equal("CONCAT(CAST(CONCAT(`a``b`,',') AS BINARY))", Row(Compared("a`b", "bigint")));
    }

    private static string Row(params ComparedColumn[] columns) => RowExpression.Row(columns, Side.Source);

    private static ComparedColumn[] Meetings() =>
    [
        Compared("id", "bigint"), Compared("leader_user_id", "bigint"), Compared("leader_intro", "varchar(300)", nullable: true), Compared("title", "varchar(50)"),
        Compared("capacity", "tinyint"), Compared("current_count", "tinyint"), Compared("start_time", "time"), Compared("duration_minutes", "smallint"),
        Compared("first_round_at", "datetime"), Compared("recruitment_deadline", "date"), Compared("deleted_at", "datetime(6)", nullable: true),
        Compared("rating", "decimal(3,2)", nullable: true),
    ];
}
