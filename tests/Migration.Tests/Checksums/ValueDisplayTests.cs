using System.Text;
using Migration.Checksums;
using Migration.Checksums.Rows;
using Migration.Checksums.Sides;

namespace Migration.Tests.Checksums;

public sealed class ValueDisplayTests
{
    private const string Digest = "0123456789abcdef";

    [Fact]
    public void ShowsShortValuesWhole_AndTellsNullFromEmpty()
    {
        Assert.Equal(new ColumnDifference("c", null, ""), Show("varchar(9)", null, ""));
        Assert.Equal(new ColumnDifference("c", "NULL", "null"), Show("varchar(9)", "NULL", "null"));
    }

    [Fact]
    public void ShowsTheDifference_NotTheBeginningTheyShare()
    {
        var shared = new string('a', 100);

        var column = Show("text", shared + "left" + shared, shared + "right" + shared);

        Assert.Equal("…aaaaleftaaaaaaaa… (204 bytes, sha256 01234567)", column.Source);
        Assert.Equal("…aaaarightaaaaaaa… (205 bytes, sha256 01234567)", column.Target);
    }

    [Fact]
    public void ShowsTheEnd_OfTheShorterOne()
    {
        var column = Show("text", new string('a', 40), new string('a', 40) + "b");

        Assert.Equal("…aaaaaaaa (40 bytes, sha256 01234567)", column.Source);
        Assert.Equal("…aaaaaaab (41 bytes, sha256 01234567)", column.Target);
    }

    [Fact]
    public void SaysHowLong_WhenTheDifferenceIsBeyondWhatWasFetched()
    {
        var begin = Encoding.UTF8.GetBytes(new string('a', CellValue.ShownLimit));

        var column = new ValueDisplay(16, omit: false).Difference(
            Build.Compared("c", "longtext"), new CellValue(begin, 1_000_000, "aaaaaaaaaa"), new CellValue(begin, 1_000_000, "bbbbbbbbbb"));

        Assert.Equal(("aaaaaaaaaaaaaaaa… (1,000,000 bytes, sha256 aaaaaaaa)", "aaaaaaaaaaaaaaaa… (1,000,000 bytes, sha256 bbbbbbbb)"), (column.Source, column.Target));
    }

    [Fact]
    public void DoesNotSplitACharacter()
    {
        var column = Show("varchar(50)", "123456789012345🐿rest of it", "x");

        Assert.StartsWith("123456789012345…", column.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void WritesBytesAsHexadecimal()
    {
        var column = new ValueDisplay(16, omit: false).Difference(
            Build.Compared("c", "varbinary(9)"), new CellValue([0, 0xFF], 2, "aaaaaaaaaa"), new CellValue([], 0, "bbbbbbbbbb"));

        Assert.Equal(("0x00FF", "0x"), (column.Source, column.Target));
    }

    [Fact]
    public void OmitsValues_OnRequest()
    {
        var column = new ValueDisplay(16, omit: true).Difference(Build.Compared("c", "text"), Cell("secret"), Cell("other"));

        Assert.Equal(new ColumnDifference("c", null, null), column);
    }

    [Fact]
    public void NamesKeys_Whole()
    {
        Assert.Equal(new string('k', 500), ValueDisplay.Key(Build.Column("k", "varchar(500)"), Encoding.UTF8.GetBytes(new string('k', 500))));
        Assert.Equal("_latin1 0xFC", ValueDisplay.Key(Build.Column("k", "varchar(9)", charset: "latin1"), [0xFC]));
        Assert.Equal("abc", ValueDisplay.Key(Build.Column("k", "varchar(9)", charset: "latin1"), "abc"u8.ToArray()));
    }

    private static ColumnDifference Show(string type, string? source, string? target) =>
        new ValueDisplay(16, omit: false).Difference(Build.Compared("c", type), Cell(source), Cell(target));

    private static CellValue Cell(string? text) => text is null ? new CellValue(null, 0, null) : new CellValue(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetByteCount(text), Digest);
}
