using System.Text.RegularExpressions;

namespace Migration.Checksums.Schemas;

/// <summary>One column as information_schema describes it.</summary>
internal sealed partial record ColumnDefinition(
    string Name, string DataType, string FullType, bool Nullable, string? CharacterSet, string? Collation, Generation Generation)
{
    /// <summary>8.0.19 dropped the display width of integers: int(11) and int are one type. tinyint(1) is kept by the server, but no other tinyint(n).</summary>
    public string ComparableType { get; } = Family(DataType) == ColumnFamily.Integer ? DisplayWidth().Replace(FullType, "") : FullType;

    public ColumnFamily FamilyOf => Family(DataType);

    /// <summary>Bits of the integer that stands for the value; 0 where none does or it has more than fit beside another.</summary>
    public int Bits => DataType switch
    {
        "tinyint" => 8,
        "smallint" or "year" or "enum" => 16,
        "mediumint" => 24,
        "int" => 32,
        "bit" when BitLength() is var bits and <= 32 => bits,
        _ => 0,
    };

    /// <summary>Valid UTF-8 has no bytes 0xFE and 0xFF, so those can mark NULL and the end of a value.</summary>
    public bool IsUtf8 => CharacterSet is "utf8mb4" or "utf8mb3" or "utf8" or "ascii";

    /// <summary>Collations since 9.0.0 of the Unicode algorithm compare trailing spaces, all older ones ignore them.</summary>
    public bool PadsWithSpaces => Collation is not null && !Collation.Contains("_0900_", StringComparison.Ordinal);

    public string Quoted => SqlName.Quote(Name);

    private int BitLength() => int.Parse(FullType.AsSpan("bit(".Length).TrimEnd(')'), System.Globalization.CultureInfo.InvariantCulture);

    private static ColumnFamily Family(string dataType) => dataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" => ColumnFamily.Integer,
        "year" => ColumnFamily.Year,
        "bit" => ColumnFamily.Bit,
        "enum" => ColumnFamily.Enum,
        "set" => ColumnFamily.Set,
        "decimal" => ColumnFamily.Decimal,
        "float" => ColumnFamily.Float,
        "double" => ColumnFamily.Double,
        "date" => ColumnFamily.Date,
        "datetime" or "timestamp" => ColumnFamily.DateTime,
        "time" => ColumnFamily.Time,
        "char" or "varchar" => ColumnFamily.Text,
        "binary" or "varbinary" => ColumnFamily.Binary,
        "tinytext" or "text" or "mediumtext" or "longtext" or "json" => ColumnFamily.LargeText,
        _ => ColumnFamily.LargeBinary,
    };

    [GeneratedRegex(@"(?<=^[a-z]*int)\(\d+\)")]
    private static partial Regex DisplayWidth();
}
