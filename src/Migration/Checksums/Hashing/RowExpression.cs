using Migration.Checksums.Schemas;

namespace Migration.Checksums.Hashing;

/// <summary>
/// The SQL that turns a row into bytes and the bytes into a hash. Equal rows give equal bytes on both servers, different rows different
/// bytes. From left to right, and so in one way only can they be read back:
/// <list type="number">
/// <item>integers that are never NULL, the small ones packed into words. Each ends where a date or time follows (of 122026-01-10 the year
/// has four digits), or else with 0xFF;</item>
/// <item>the dates and times that are left: they have a fixed width and need no end;</item>
/// <item>other numbers and UTF-8 text, ended by 0xFF; NULL holds a 0xFE. Neither byte occurs in either;</item>
/// <item>bytes and text of other character sets: length, 0xFF, value; NULL is 0xFE in place of the length;</item>
/// <item>large values, and columns whose types differ: their SHA-256 instead of themselves, so that a row stays below max_allowed_packet
/// (CONCAT beyond it is NULL, which an aggregate would skip in silence). NULL is 0xFE.</item>
/// </list>
/// Every argument costs, so there are as few as can be; see bench/README.md for that and for SHA-256 rather than CRC32.
/// MySQL 9.7 no longer has MD5 and SHA1.
/// </summary>
internal sealed class RowExpression
{
    private const string End = "_binary 0xFF";
    private const string NullMark = "_binary 0xFE";

    private readonly ILookup<RowForm, ColumnDefinition> _forms;
    private readonly HashSet<ColumnDefinition> _nullable;
    private readonly string? _neverNull;

    private RowExpression(IReadOnlyList<ComparedColumn> columns, Side side)
    {
        _forms = columns.ToLookup(RowForms.Of, c => c.On(side));
        _nullable = columns.Where(c => c.Nullable).Select(c => c.On(side)).ToHashSet();
        _neverNull = new[] { RowForm.Number, RowForm.Word, RowForm.Fixed }.SelectMany(form => _forms[form]).Select(ColumnSql.Exact).FirstOrDefault();
    }

    public static string Hash(IReadOnlyList<ComparedColumn> columns, Side side) => $"UNHEX({ColumnSql.Digest(Row(columns, side))})";

    /// <summary>
    /// The hash as its 64 hexadecimal digits, in bytes: good for a XOR, and without the way back from the digits. Each digit is one of 16
    /// bytes, all as likely, so whatever it is combined with, the outcome is a given byte in at most 1 of 16 cases: 2⁻²⁵⁶ for all 64.
    /// </summary>
    public static string Digits(IReadOnlyList<ComparedColumn> columns, Side side) => ColumnSql.Bytes(ColumnSql.Digest(Row(columns, side)));

    public static string Row(IReadOnlyList<ComparedColumn> columns, Side side)
    {
        var expression = new RowExpression(columns, side);
        string[] parts = [.. expression.Numbers(), .. expression.Ended(), .. expression.Measured(), .. expression.Digests()];
        // One argument that is binary and not constant makes the whole of it binary: no conversion between character sets and no quarrel of collations.
        parts[0] = ColumnSql.Bytes(parts[0]);
        return $"CONCAT({string.Join(",", parts)})";
    }

    private IEnumerable<string> Numbers()
    {
        var times = new Queue<string>(_forms[RowForm.Fixed].Select(ColumnSql.Exact));
        foreach (var number in IntegerWords.Pack(_forms[RowForm.Word]).Concat(_forms[RowForm.Number].Select(ColumnSql.Exact)))
        {
            yield return number;
            yield return times.TryDequeue(out var time) ? time : End;
        }

        while (times.TryDequeue(out var time))
        {
            yield return time;
        }
    }

    private IEnumerable<string> Ended() => _forms[RowForm.Ended].SelectMany(c => new[] { OrNull(c, ColumnSql.Exact(c)), End });

    private IEnumerable<string> Measured()
    {
        foreach (var column in _forms[RowForm.Measured])
        {
            yield return OrNull(column, $"LENGTH({column.Quoted})");
            yield return End;
            yield return _nullable.Contains(column) ? $"IFNULL({ColumnSql.Bytes(column.Quoted)},_binary '')" : column.Quoted;
        }
    }

    private IEnumerable<string> Digests() =>
    [
        .. _forms[RowForm.Digest].Select(c => OrNull(c, ColumnSql.Digest(c.Quoted))),
        .. _forms[RowForm.ReadableDigest].Select(c => OrNull(c, ColumnSql.Digest(ColumnSql.Bytes(ColumnSql.Readable(c))))),
    ];

    private string OrNull(ColumnDefinition column, string value)
    {
        if (!_nullable.Contains(column))
        {
            return value;
        }

        // The server would try to turn a constant into the text's character set, and casting the text copies it. A mark that is not
        // constant, because it begins with a column that is never NULL, costs nothing until there is a NULL.
        return column.FamilyOf == ColumnFamily.Text && value == column.Quoted && _neverNull is not null
            ? $"IFNULL({value},CONCAT({ColumnSql.Bytes(_neverNull)},{NullMark}))"
            : $"IFNULL({ColumnSql.Bytes(value)},{NullMark})";
    }
}
