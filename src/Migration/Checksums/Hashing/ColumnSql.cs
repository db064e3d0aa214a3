using Migration.Checksums.Schemas;

namespace Migration.Checksums.Hashing;

/// <summary>How a column is written in SQL so that equal stored values, and only those, give equal bytes on any server and session.</summary>
internal static class ColumnSql
{
    /// <summary>
    /// The value in a form that loses nothing: a FLOAT as text has six digits, as DOUBLE all of them; ENUM and SET by number, so that
    /// the error value '' is not a label ''; BIT as a number. SET + 0 would be a DOUBLE, which does not hold 64 members.
    /// </summary>
    public static string Exact(ColumnDefinition column) => column.FamilyOf switch
    {
        ColumnFamily.Float or ColumnFamily.Double => $"CAST({column.Quoted} AS DOUBLE)",
        ColumnFamily.Bit or ColumnFamily.Enum => $"({column.Quoted}+0)",
        ColumnFamily.Set => $"CAST({column.Quoted} AS UNSIGNED)",
        _ => column.Quoted,
    };

    /// <summary>The value in words, for sides whose types differ and for people: labels instead of numbers, text in UTF-8 whatever its character set.</summary>
    public static string Readable(ColumnDefinition column) => column.FamilyOf switch
    {
        ColumnFamily.Float or ColumnFamily.Double => $"CAST({column.Quoted} AS DOUBLE)",
        ColumnFamily.Bit => $"({column.Quoted}+0)",
        ColumnFamily.Text or ColumnFamily.LargeText or ColumnFamily.Enum or ColumnFamily.Set => $"CONVERT({column.Quoted} USING utf8mb4)",
        _ => column.Quoted,
    };

    /// <summary>Collation and character set play no part in bytes.</summary>
    public static string Bytes(string expression) => $"CAST({expression} AS BINARY)";

    public static string Digest(string expression) => $"SHA2({expression},256)";
}
