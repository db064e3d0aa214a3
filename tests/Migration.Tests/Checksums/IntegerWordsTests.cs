using Migration.Checksums.Hashing;
using static Migration.Tests.Checksums.Build;

namespace Migration.Tests.Checksums;

public sealed class IntegerWordsTests
{
    [Fact]
    public void Packs_UntilAWordIsFull_FirstFit()
    {
        var words = IntegerWords.Pack([Column("a", "int"), Column("b", "mediumint"), Column("c", "smallint"), Column("d", "tinyint"), Column("e", "bit(3)")]);

        Assert.Equal(["`a`^(`b`<<32)^(`d`<<56)", "`c`^((`e`+0)<<16)"], words);
    }

    /// <summary>Reads words back as the comment on IntegerWords says they can be, over all the corners of signs.</summary>
    [Fact]
    public void GivesNoTwoRowsOneWord()
    {
        long[] bytes = [-128, -1, 0, 1, 127];
        long[] shorts = [-32768, -1, 0, 1, 32767];
        var rows = from a in bytes from b in shorts from c in bytes select (a, b, c);

        Assert.All(rows, row => Assert.Equal(row, Read(unchecked((ulong)row.a ^ ((ulong)row.b << 8) ^ ((ulong)row.c << 24)))));
        Assert.Equal(["`a`^(`b`<<8)^(`c`<<24)"], IntegerWords.Pack([Column("a", "tinyint"), Column("b", "smallint"), Column("c", "tinyint")]));

        static (long, long, long) Read(ulong word)
        {
            var a = (long)(sbyte)(byte)word;
            word ^= unchecked((ulong)a);
            var b = (long)(short)(ushort)(word >> 8);
            word ^= unchecked((ulong)b << 8);
            return (a, b, (sbyte)(byte)(word >> 24));
        }
    }
}
