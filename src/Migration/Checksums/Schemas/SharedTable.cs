namespace Migration.Checksums.Schemas;

/// <summary>A table both sides have: what of it is compared, and by which key.</summary>
/// <param name="OneSidedColumns">Columns that only one side has: whatever they hold, it is not on the other side.</param>
internal sealed record SharedTable(
    string Database, string Name, IReadOnlyList<ComparedColumn> Columns, SharedKey? Key, long EstimatedRows,
    IReadOnlyList<string> OneSidedColumns, IReadOnlyList<string> Notes)
{
    public static SharedTable Of(string database, TableDefinition source, TableDefinition target)
    {
        var columns = source.Columns
            .Where(c => c.Generation != Generation.Virtual)
            .Select(c => (Source: c, Target: target.Column(c.Name)))
            .Where(p => p.Target is { Generation: not Generation.Virtual })
            .Select(p => new ComparedColumn(p.Source, p.Target!))
            .ToArray();
        var key = SharedKey.Choose(source, target);
        string[] oneSided = [.. Lacking(source, target), .. Lacking(target, source)];
        return new SharedTable(
            database, source.Name, columns, key, Math.Max(source.EstimatedRows, target.EstimatedRows), oneSided,
            [.. Remarks(source, target, key, oneSided)]);
    }

    private static IEnumerable<string> Lacking(TableDefinition has, TableDefinition lacks) =>
        has.Columns.Where(c => c.Generation != Generation.Virtual && lacks.Column(c.Name) is null).Select(c => c.Name);

    private static IEnumerable<string> Remarks(TableDefinition source, TableDefinition target, SharedKey? key, string[] oneSided)
    {
        if (oneSided.Length > 0)
        {
            yield return $"only one side has {string.Join(", ", oneSided)}: not compared, so the table cannot be called equal";
        }

        if (key is null)
        {
            yield return source.UniqueIndexes.Count == 0
                ? "no key that can name a row: compared as a multiset"
                : "the two sides share no key that can name a row: compared as a multiset";
        }

        if (source.Engine != "InnoDB" || target.Engine != "InnoDB")
        {
            yield return $"engine {source.Engine} on the source, {target.Engine} on the target: only InnoDB is read at the snapshot, anything else as it stands";
        }
    }
}
