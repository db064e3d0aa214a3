namespace Migration.Checksums.Schemas;

internal sealed record DatabaseDefinition(IReadOnlyList<TableDefinition> Tables)
{
    public TableDefinition? Table(string name) => Tables.FirstOrDefault(t => t.Name == name);
}
