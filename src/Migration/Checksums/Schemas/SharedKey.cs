namespace Migration.Checksums.Schemas;

/// <summary>A key both sides have, with the same columns in the same order and the same collations, so a range of it means the same rows.</summary>
internal sealed record SharedKey(string SourceIndex, string TargetIndex, IReadOnlyList<ComparedColumn> Columns)
{
    /// <summary>Ranges of one integer need no look at the data.</summary>
    public bool IsOneInteger => Columns is [{ Source.FamilyOf: ColumnFamily.Integer }];

    public string IndexOn(Side side) => side == Side.Source ? SourceIndex : TargetIndex;

    /// <summary>The primary key if it can serve, else the unique key with the fewest columns; null when no key serves.</summary>
    public static SharedKey? Choose(TableDefinition source, TableDefinition target) =>
        source.UniqueIndexes
            .OrderByDescending(i => i.IsPrimary).ThenBy(i => i.Columns.Count).ThenBy(i => i.Name, StringComparer.Ordinal)
            .Select(index => Match(index, source, target))
            .FirstOrDefault(key => key is not null);

    private static SharedKey? Match(UniqueIndex index, TableDefinition source, TableDefinition target)
    {
        var twin = target.UniqueIndexes
            .OrderByDescending(i => i.Name == index.Name)
            .FirstOrDefault(i => i.Columns.SequenceEqual(index.Columns, StringComparer.OrdinalIgnoreCase));
        if (twin is null)
        {
            return null;
        }

        var columns = index.Columns.Select(name => new ComparedColumn(source.Column(name)!, target.Column(name)!)).ToArray();
        return columns.All(Serves) ? new SharedKey(index.Name, twin.Name, columns) : null;
    }

    /// <summary>A FLOAT has no literal that equals it; large types have prefix keys only.</summary>
    private static bool Serves(ComparedColumn column) =>
        column.SameType && column.Source.Collation == column.Target.Collation && !column.Nullable
        && column.Source.Generation != Generation.Virtual && column.Target.Generation != Generation.Virtual
        && column.Source.FamilyOf is not (ColumnFamily.Float or ColumnFamily.LargeText or ColumnFamily.LargeBinary);
}
