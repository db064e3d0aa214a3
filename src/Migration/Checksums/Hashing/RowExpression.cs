using Migration.Checksums.Schemas;

namespace Migration.Checksums.Hashing;

/// <summary>
/// The SQL that turns a row into bytes and the bytes into a hash. Equal rows give equal bytes on both servers, different rows different
/// bytes. From left to right, and so in one way only can they be read back:
/// <list type="number">
/// <item>integers that are never NULL, the small ones packed into words. Each ends where a date or time follows (of 122026-01-10 the year
/// has four digits), or else with a comma;</item>
/// <item>the other dates and times: of each kind the width is fixed, but for the hours, which end with a colon. NULL is N;</item>
/// <item>other numbers, ended by a comma; NULL is N;</item>
/// <item>UTF-8 text, ended by 0xFF, or by the row's end where nothing follows; NULL holds a 0xFE. Neither byte occurs in text;</item>
/// <item>bytes and text of other character sets: length, 0xFF, value; NULL is 0xFE in place of the length;</item>
/// <item>large values, and columns whose types differ: their SHA-256 instead of themselves, so that a row stays below max_allowed_packet
/// (CONCAT beyond it is NULL, which an aggregate would skip in silence). NULL is 0xFE.</item>
/// </list>
/// What is ASCII is written first and by a CONCAT of its own: there all arguments have one character set, <see cref="Sides.ServerSession"/>'s
/// for numbers, and the server need not look for each of them whether it must convert. Every argument costs, so there are as few as can be;
/// see bench/README.md for that and for SHA-256 rather than CRC32. MySQL 9.7 no longer has MD5 and SHA1.
/// </summary>
internal sealed class RowExpression
{
    private const string End = "_binary 0xFF";
    private const string NullMark = "_binary 0xFE";

    /// <summary>Neither occurs in a number.</summary>
    private const string AsciiEnd = "','";
    private const string AsciiNull = "'N'";

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
        string[] ascii = [.. expression.Integers(), .. expression.Times(), .. expression.OtherNumbers()];
        List<string> parts = [.. expression.Texts(), .. expression.Measured(), .. expression.Digests()];
        if (ascii.Length > 0)
        {
            parts.Insert(0, Concat(ascii));
        }

        if (parts[^1] == End)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        // One argument that is binary and not constant makes the whole of it binary: no conversion between character sets and no quarrel of collations.
        parts[0] = ColumnSql.Bytes(parts[0]);
        return Concat(parts);
    }

    private IEnumerable<string> Integers()
    {
        var dates = new Queue<string>(_forms[RowForm.Fixed].Select(ColumnSql.Exact));
        foreach (var number in IntegerWords.Pack(_forms[RowForm.Word]).Concat(_forms[RowForm.Number].Select(ColumnSql.Exact)))
        {
            yield return number;
            yield return dates.TryDequeue(out var date) ? date : AsciiEnd;
        }

        while (dates.TryDequeue(out var date))
        {
            yield return date;
        }
    }

    private IEnumerable<string> Times() => _forms[RowForm.SelfEnding].Select(OrAsciiNull);

    private IEnumerable<string> OtherNumbers() => _forms[RowForm.Listed].SelectMany(c => new[] { OrAsciiNull(c), AsciiEnd });

    private IEnumerable<string> Texts() => _forms[RowForm.Ended].SelectMany(c => new[] { TextOrNull(c), End });

    private IEnumerable<string> Measured()
    {
        foreach (var column in _forms[RowForm.Measured])
        {
            yield return OrNull(column, $"LENGTH({column.Quoted})", NullMark);
            yield return End;
            yield return OrNull(column, column.Quoted, "_binary ''");
        }
    }

    private IEnumerable<string> Digests() =>
    [
        .. _forms[RowForm.Digest].Select(c => OrNull(c, ColumnSql.Digest(c.Quoted), NullMark)),
        .. _forms[RowForm.ReadableDigest].Select(c => OrNull(c, ColumnSql.Digest(ColumnSql.Bytes(ColumnSql.Readable(c))), NullMark)),
    ];

    private string OrAsciiNull(ColumnDefinition column) =>
        _nullable.Contains(column) ? $"IFNULL({ColumnSql.Exact(column)},{AsciiNull})" : ColumnSql.Exact(column);

    private string OrNull(ColumnDefinition column, string value, string mark) =>
        _nullable.Contains(column) ? $"IFNULL({ColumnSql.Bytes(value)},{mark})" : value;

    /// <summary>
    /// The server would try to turn a constant into the text's character set, and casting the text copies it. A mark that is not constant,
    /// because it begins with a column that is never NULL, costs nothing until there is a NULL.
    /// </summary>
    private string TextOrNull(ColumnDefinition column) => _nullable.Contains(column) && _neverNull is not null
        ? $"IFNULL({column.Quoted},{Concat([ColumnSql.Bytes(_neverNull), NullMark])})"
        : OrNull(column, column.Quoted, NullMark);

    private static string Concat(IEnumerable<string> parts) => $"CONCAT({string.Join(",", parts)})";
}
