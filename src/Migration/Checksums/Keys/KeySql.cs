using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;
using MySqlConnector;

namespace Migration.Checksums.Keys;

/// <summary>
/// A key in SQL. A range is spelt out as nested comparisons, <c>a &gt; x OR (a = x AND b &gt; y)</c>: MySQL reads that as a range of the
/// index, which it does not for <c>(a,b) &gt; (x,y)</c>. Text is compared in the column's collation, the order of its index, because
/// the literal carries the column's own character set and a column's collation beats a literal's.
/// </summary>
internal sealed class KeySql(IReadOnlyList<ColumnDefinition> columns)
{
    public string Names { get; } = string.Join(",", columns.Select(c => c.Quoted));

    /// <summary>Fields read by <see cref="Read"/>: the values, then what makes them equal.</summary>
    public string Fields { get; } = string.Join(",", [.. columns.Select(Value), .. columns.Where(IsText).Select(Weight)]);

    public int FieldCount { get; } = columns.Count + columns.Count(IsText);

    public RowKey Read(MySqlDataReader reader)
    {
        var values = new byte[columns.Count][];
        var identity = new string[columns.Count];
        var weight = columns.Count;
        for (var i = 0; i < columns.Count; i++)
        {
            values[i] = reader.GetFieldValue<byte[]>(i);
            // A weight too long to be computed is NULL: then the bytes must do.
            var same = IsText(columns[i]) && !reader.IsDBNull(weight++) ? reader.GetFieldValue<byte[]>(weight - 1) : values[i];
            identity[i] = Convert.ToHexString(same);
        }

        return new RowKey(values, string.Join(",", identity));
    }

    public string Where(KeyRange range)
    {
        var conditions = new List<string>();
        if (range.After is not null)
        {
            conditions.Add(Beyond(range.After, 0, ">", orEqual: false));
        }

        if (range.UpTo is not null)
        {
            conditions.Add(Beyond(range.UpTo, 0, "<", orEqual: true));
        }

        return conditions.Count == 0 ? "TRUE" : string.Join(" AND ", conditions);
    }

    public string In(IEnumerable<RowKey> keys) => columns.Count == 1
        ? $"{columns[0].Quoted} IN ({string.Join(",", keys.Select(k => Literal(columns[0], k.Values[0])))})"
        : $"({Names}) IN ({string.Join(",", keys.Select(k => $"({string.Join(",", columns.Select((c, i) => Literal(c, k.Values[i])))})"))})";

    public static string Literal(ColumnDefinition column, byte[] value) => column.FamilyOf switch
    {
        ColumnFamily.Text => $"_{column.CharacterSet} {SqlText.Hex(value)}",
        ColumnFamily.Binary => $"_binary {SqlText.Hex(value)}",
        ColumnFamily.Date or ColumnFamily.DateTime or ColumnFamily.Time => $"'{System.Text.Encoding.ASCII.GetString(value)}'",
        _ => System.Text.Encoding.ASCII.GetString(value),
    };

    private string Beyond(RowKey bound, int part, string comparison, bool orEqual)
    {
        var (column, literal) = (columns[part].Quoted, Literal(columns[part], bound.Values[part]));
        return part == columns.Count - 1
            ? $"{column} {comparison}{(orEqual ? "=" : "")} {literal}"
            : $"({column} {comparison} {literal} OR ({column} = {literal} AND {Beyond(bound, part + 1, comparison, orEqual)}))";
    }

    private static bool IsText(ColumnDefinition column) => column.FamilyOf == ColumnFamily.Text;

    private static string Value(ColumnDefinition column) => ColumnSql.Bytes(ColumnSql.Exact(column));

    /// <summary>Where a collation pads with spaces, 'a' and 'a ' are one key but have two weights.</summary>
    private static string Weight(ColumnDefinition column) =>
        $"WEIGHT_STRING({(column.PadsWithSpaces ? $"TRIM(TRAILING ' ' FROM {column.Quoted})" : column.Quoted)})";
}
