using Migration.Checksums;
using Migration.Checksums.Schemas;
using Migration.Checksums.Tables;
using static Migration.Tests.Checksums.Build;

namespace Migration.Tests.Checksums;

public sealed class SchemaTests
{
    private static readonly UniqueIndex Primary = new("PRIMARY", ["id"]);

    [Fact]
    public void PrefersThePrimaryKey_ThenTheShortest()
    {
        ColumnDefinition[] columns = [Column("id", "bigint"), Column("a", "int"), Column("b", "int")];
        var wide = new UniqueIndex("a_wide", ["a", "b"]);
        var narrow = new UniqueIndex("narrow", ["b"]);

        Assert.Equal("PRIMARY", Choose(columns, wide, narrow, Primary)!.SourceIndex);
        Assert.Equal("narrow", Choose(columns, wide, narrow)!.SourceIndex);
        Assert.Null(Choose(columns));
    }

    [Theory]
    [InlineData("float")]
    [InlineData("text")]
    [InlineData("blob")]
    public void RefusesAKey_ThatHasNoLiteral(string type) => Assert.Null(Choose([Column("id", type)], Primary));

    [Fact]
    public void RefusesAKey_ThatOrdersDifferently_AndFindsATwinOfAnotherName()
    {
        var (bin, ci) = (Column("id", "varchar(9)", collation: "utf8mb4_bin"), Column("id", "varchar(9)", collation: "utf8mb4_general_ci"));

        Assert.Null(SharedKey.Choose(Table("t", [bin], Primary), Table("t", [ci], Primary)));
        Assert.Equal("other", SharedKey.Choose(Table("t", [bin], Primary), Table("t", [bin], new UniqueIndex("other", ["ID"])))!.TargetIndex);
    }

    [Fact]
    public void NamesEveryDifference_OfADefinition()
    {
        var source = Table("t", [Column("id", "int(11)"), Column("a", "varchar(50)"), Column("gone", "int")], Primary);
        var target = Table("t", [Column("id", "int"), Column("a", "varchar(60)", nullable: true, collation: "utf8mb4_general_ci"), Column("new", "date")]) with { Engine = "MyISAM" };

        Assert.Equal(
            [
                "t: engine: InnoDB on the source, MyISAM on the target",
                "t.a: type: varchar(50) on the source, varchar(60) on the target",
                "t.a: nullability: NOT NULL on the source, NULL on the target",
                "t.a: collation: utf8mb4_bin on the source, utf8mb4_general_ci on the target",
                "t.gone: column: int on the source, (absent) on the target",
                "t.new: column: (absent) on the source, date on the target",
                "t: unique keys: PRIMARY(id) on the source,  on the target",
            ],
            SchemaDifferences.Of(source, target).Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("int(11)", "int")]
    [InlineData("bigint(20) unsigned", "bigint unsigned")]
    [InlineData("varchar(50)", "varchar(50)")]
    [InlineData("decimal(10,2)", "decimal(10,2)")]
    public void IgnoresTheDisplayWidth_OfIntegers(string type, string comparable) => Assert.Equal(comparable, Column("c", type).ComparableType);

    [Fact]
    public void ComparesWhatBothHave_AndSaysWhatOnlyOneHas()
    {
        var twice = Column("twice", "int") with { Generation = Generation.Virtual };
        var table = SharedTable.Of("db", Table("t", [Column("id", "int"), Column("a", "int"), twice], Primary), Table("t", [Column("b", "int"), Column("id", "int"), twice], Primary));

        Assert.Equal(["id"], table.Columns.Select(c => c.Name));
        Assert.Equal(["a", "b"], table.OneSidedColumns);
        Assert.Contains("cannot be called equal", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void PairsTables_ByName()
    {
        var (a, b, c) = (Table("a", [Column("id", "int")], Primary), Table("b", [Column("id", "int")], Primary), Table("c", [Column("id", "int")], Primary));
        var request = new ComparisonRequest(new ComparedServer("s", ""), new ComparedServer("t", ""), "db");

        var pairing = TablePairing.Of(request, new DatabaseDefinition([a, b]), new DatabaseDefinition([b, c]));
        var asked = TablePairing.Of(request with { Tables = ["b", "nope"], ExcludedTables = ["a"] }, new DatabaseDefinition([a, b]), new DatabaseDefinition([b, c]));

        Assert.Equal("b", Assert.Single(pairing.Shared).Name);
        Assert.Equal([("a", TableOutcome.OnlyOnSource), ("c", TableOutcome.OnlyOnTarget)], pairing.OneSided.Select(t => (t.Table, t.Outcome)));
        Assert.Equal(("nope", TableOutcome.Undecided), Assert.Single(asked.OneSided.Select(t => (t.Table, t.Outcome))));
    }

    private static SharedKey? Choose(ColumnDefinition[] columns, params UniqueIndex[] indexes)
    {
        var table = Table("t", columns, indexes);
        return SharedKey.Choose(table, table);
    }
}
