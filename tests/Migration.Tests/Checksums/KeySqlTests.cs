using System.Text;
using Migration.Checksums.Keys;
using static Migration.Tests.Checksums.Build;

namespace Migration.Tests.Checksums;

public sealed class KeySqlTests
{
    [Fact]
    public void WritesARangeOfOneColumn_OpenOrClosed()
    {
        var key = new KeySql([Column("id", "bigint")]);

        Assert.Equal("TRUE", key.Where(KeyRange.All));
        Assert.Equal("`id` > 5", key.Where(new KeyRange(Of("5"), null)));
        Assert.Equal("`id` > 5 AND `id` <= 9", key.Where(new KeyRange(Of("5"), Of("9"))));
    }

    [Fact]
    public void SpellsOutARangeOfSeveralColumns_SoThatItIsARangeOfTheIndex()
    {
        var key = new KeySql([Column("a", "int"), Column("b", "varchar(9)"), Column("c", "date")]);

        Assert.Equal(
            "(`a` > 1 OR (`a` = 1 AND (`b` > _utf8mb4 X'ED959C' OR (`b` = _utf8mb4 X'ED959C' AND `c` > '2026-01-02'))))"
            + " AND (`a` < 3 OR (`a` = 3 AND (`b` < _utf8mb4 X'' OR (`b` = _utf8mb4 X'' AND `c` <= '2026-01-03'))))",
            key.Where(new KeyRange(Of("1", "한", "2026-01-02"), Of("3", "", "2026-01-03"))));
    }

    [Fact]
    public void NamesRows_ByOneColumnOrSeveral()
    {
        Assert.Equal("`a` IN (1,2)", new KeySql([Column("a", "int")]).In([Of("1"), Of("2")]));
        Assert.Equal("(`a`,`b`) IN ((1,_binary X'00FF'),(2,_binary X''))",
            new KeySql([Column("a", "int"), Column("b", "binary(2)")]).In([RowKey.Bound("1"u8.ToArray(), [0, 255]), RowKey.Bound("2"u8.ToArray(), [])]));
    }

    [Theory]
    [InlineData("bigint", "-5")]
    [InlineData("decimal(10,2)", "1.50")]
    [InlineData("double", "1e-7")]
    [InlineData("bit(9)", "300")]
    [InlineData("enum('a')", "1")]
    [InlineData("year", "2026")]
    public void WritesNumbersAsTheyAre(string type, string value) => Assert.Equal(value, KeySql.Literal(Column("k", type), Encoding.ASCII.GetBytes(value)));

    [Fact]
    public void KeepsATextsOwnCharacterSet()
    {
        Assert.Equal("_latin1 X'FC'", KeySql.Literal(Column("k", "varchar(9)", charset: "latin1"), [0xFC]));
    }

    [Theory]
    [InlineData("utf8mb4_0900_ai_ci", "CAST(`k` AS BINARY),WEIGHT_STRING(`k`)")]
    [InlineData("utf8mb4_general_ci", "CAST(`k` AS BINARY),WEIGHT_STRING(TRIM(TRAILING ' ' FROM `k`))")]
    public void ReadsWhatTheCollationHoldsEqual(string collation, string fields)
    {
        Assert.Equal(fields, new KeySql([Column("k", "varchar(9)", collation: collation)]).Fields);
    }

    [Fact]
    public void CutsARange_WithoutLeavingAKeyOut()
    {
        Assert.Equal(
            [new KeyRange(Of("1"), Of("3")), new KeyRange(Of("3"), Of("5")), new KeyRange(Of("5"), null)],
            new KeyRange(Of("1"), null).Cut([Of("3"), Of("5")]));
        Assert.Equal([KeyRange.All], KeyRange.All.Cut([]));
    }

    private static RowKey Of(params string[] values) => RowKey.Bound([.. values.Select(Encoding.UTF8.GetBytes)]);
}
