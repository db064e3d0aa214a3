namespace Migration.Checksums.Schemas;

/// <summary>What differs between two definitions of one table, in the source's column order.</summary>
internal static class SchemaDifferences
{
    public static IEnumerable<SchemaFinding> Of(TableDefinition source, TableDefinition target)
    {
        if (source.Engine != target.Engine)
        {
            yield return new SchemaFinding(source.Name, null, "engine", source.Engine, target.Engine);
        }

        foreach (var column in source.Columns)
        {
            var twin = target.Column(column.Name);
            foreach (var finding in twin is null ? [Absent(source.Name, column, onSource: true)] : Of(source.Name, column, twin))
            {
                yield return finding;
            }
        }

        foreach (var column in target.Columns.Where(c => source.Column(c.Name) is null))
        {
            yield return Absent(source.Name, column, onSource: false);
        }

        var sourceKeys = Keys(source);
        var targetKeys = Keys(target);
        if (sourceKeys != targetKeys)
        {
            yield return new SchemaFinding(source.Name, null, "unique keys", sourceKeys, targetKeys);
        }
    }

    private static IEnumerable<SchemaFinding> Of(string table, ColumnDefinition source, ColumnDefinition target)
    {
        (string What, string? Source, string? Target)[] properties =
        [
            ("type", source.ComparableType, target.ComparableType),
            ("nullability", source.Nullable ? "NULL" : "NOT NULL", target.Nullable ? "NULL" : "NOT NULL"),
            ("collation", source.Collation, target.Collation),
            ("generation", source.Generation.ToString(), target.Generation.ToString()),
        ];
        return properties.Where(p => p.Source != p.Target).Select(p => new SchemaFinding(table, source.Name, p.What, p.Source, p.Target));
    }

    private static SchemaFinding Absent(string table, ColumnDefinition column, bool onSource) =>
        new(table, column.Name, "column", onSource ? column.ComparableType : null, onSource ? null : column.ComparableType);

    private static string Keys(TableDefinition table) =>
        string.Join(" ", table.UniqueIndexes.Select(i => $"{i.Name}({string.Join(",", i.Columns)})").Order(StringComparer.Ordinal));
}
