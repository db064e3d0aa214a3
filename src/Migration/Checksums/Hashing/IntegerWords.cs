using Migration.Checksums.Schemas;

namespace Migration.Checksums.Hashing;

/// <summary>
/// Packs small integers into 64-bit words, because turning an integer into text costs the server twice as much as shifting it into place.
/// <code>a ^ (b &lt;&lt; 8) ^ (c &lt;&lt; 24)    a TINYINT, b SMALLINT, c INT</code>
/// No two different rows give one word: the lowest 8 bits are a's, which with its type gives all of a, sign included; without a the
/// next 16 bits are b's, and so on.
/// </summary>
internal static class IntegerWords
{
    private const int WordBits = 64;

    public static IEnumerable<string> Pack(IEnumerable<ColumnDefinition> columns)
    {
        // First fit, in column order: the same on both sides.
        var words = new List<(int Bits, string Sql)>();
        foreach (var column in columns)
        {
            var value = ColumnSql.Exact(column);
            var fit = words.FindIndex(w => w.Bits + column.Bits <= WordBits);
            if (fit < 0)
            {
                words.Add((column.Bits, value));
            }
            else
            {
                var (bits, sql) = words[fit];
                words[fit] = (bits + column.Bits, $"{sql}^({value}<<{bits})");
            }
        }

        return words.Select(w => w.Sql);
    }
}
