using System.Text;
using Migration.Checksums.Keys;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace Migration.Tests.Checksums;

/// <summary>Short forms of what the tests below are full of.</summary>
internal static class Build
{
    public static ColumnDefinition Column(string name, string type, bool nullable = false, string? charset = null, string? collation = null)
    {
        var dataType = type.Split('(', ' ')[0];
        charset ??= dataType is "char" or "varchar" or "text" or "longtext" or "enum" or "set" ? "utf8mb4" : null;
        return new ColumnDefinition(name, dataType, type, nullable, charset, collation ?? (charset is null ? null : charset + "_bin"), Generation.None);
    }

    public static ComparedColumn Compared(string name, string type, bool nullable = false, string? charset = null) =>
        new(Column(name, type, nullable, charset), Column(name, type, nullable, charset));

    public static TableDefinition Table(string name, IReadOnlyList<ColumnDefinition> columns, params UniqueIndex[] indexes) =>
        new(name, "InnoDB", 10, columns, indexes);

    public static RowKey Key(long value) => RowKey.Bound(Encoding.ASCII.GetBytes(value.ToString("D6", null)));

    public static FetchedRow Row(long key, params string?[] values) =>
        new(Key(key), [.. values.Select(v => new CellValue(v is null ? null : Encoding.UTF8.GetBytes(v), v?.Length ?? 0, null))]);
}
