namespace Migration.Checksums.Schemas;

/// <summary>Columns that are written to SQL and to people in the same way.</summary>
internal enum ColumnFamily
{
    Integer,
    Year,
    Bit,
    Enum,
    Set,
    Decimal,
    Float,
    Double,
    Date,
    DateTime,
    Time,
    Text,
    Binary,

    /// <summary>TEXT of any size, and JSON: text that may be long.</summary>
    LargeText,

    /// <summary>BLOB of any size, geometry, vector, and any type this code does not know.</summary>
    LargeBinary,
}
