namespace Migration.Checksums.Schemas;

/// <summary>A visible unique index over whole, never-null columns: it can name a row.</summary>
internal sealed record UniqueIndex(string Name, IReadOnlyList<string> Columns)
{
    public bool IsPrimary => Name == "PRIMARY";
}
