using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using MySqlConnector;

namespace Migration.Checksums.Sides;

/// <summary>
/// The values of a row as fields of a query. Short ones come whole; of text and bytes the beginning, the length and a digest, so that a
/// row with a 1 GB value costs no more than any other.
/// </summary>
internal sealed class CellFields(IReadOnlyList<ComparedColumn> columns, Side side)
{
    public IReadOnlyList<string> Fields { get; } = [.. columns.SelectMany(c => Of(c, side))];

    public IReadOnlyList<CellValue> Read(MySqlDataReader reader, int first)
    {
        var values = new CellValue[columns.Count];
        var field = first;
        for (var i = 0; i < values.Length; i++)
        {
            var shown = reader.IsDBNull(field) ? null : reader.GetFieldValue<byte[]>(field);
            field++;
            if (!MayBeLong(columns[i]))
            {
                values[i] = new CellValue(shown, shown?.Length ?? 0, null);
                continue;
            }

            values[i] = shown is null ? new CellValue(null, 0, null) : new CellValue(shown, reader.GetInt64(field), reader.GetString(field + 1));
            field += 2;
        }

        return values;
    }

    private static IEnumerable<string> Of(ComparedColumn compared, Side side)
    {
        var column = compared.On(side);
        var readable = ColumnSql.Readable(column);
        if (!MayBeLong(compared))
        {
            return [ColumnSql.Bytes(readable)];
        }

        var beginning = ColumnSql.Bytes(IsBytes(column) ? $"LEFT({ColumnSql.Bytes(readable)},{CellValue.ShownLimit})" : $"LEFT({readable},{CellValue.ShownLimit})");
        // Same types: the stored bytes decide. Different types: only the readable form can be the same.
        var whole = compared.SameType ? column.Quoted : readable;
        return [beginning, $"LENGTH({whole})", ColumnSql.Digest(ColumnSql.Bytes(whole))];
    }

    private static bool MayBeLong(ComparedColumn compared) =>
        !compared.SameType || IsText(compared.Source) || IsBytes(compared.Source);

    private static bool IsText(ColumnDefinition column) => column.FamilyOf is ColumnFamily.Text or ColumnFamily.LargeText;

    private static bool IsBytes(ColumnDefinition column) => column.FamilyOf is ColumnFamily.Binary or ColumnFamily.LargeBinary;
}
