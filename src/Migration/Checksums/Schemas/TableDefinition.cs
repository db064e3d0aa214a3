namespace Migration.Checksums.Schemas;

internal sealed record TableDefinition(
    string Name, string Engine, long EstimatedRows, IReadOnlyList<ColumnDefinition> Columns, IReadOnlyList<UniqueIndex> UniqueIndexes)
{
    public ColumnDefinition? Column(string name) =>
        Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
}
