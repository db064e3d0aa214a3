using Migration.Checksums.Keys;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Rows;

/// <summary>Turns a differing row into what the report says of it.</summary>
internal sealed class DifferenceDescription(SharedTable table, ValueDisplay display)
{
    public RowDifference Of(RowKey key, FetchedRow? source, FetchedRow? target, int rechecks)
    {
        var named = table.Key!.Columns.Select((c, i) => new KeyValue(c.Name, ValueDisplay.Key(c.Source, key.Values[i]))).ToArray();
        return (source, target) switch
        {
            (not null, null) => new RowDifference(RowDifferenceKind.MissingOnTarget, named, [], 1, rechecks),
            (null, not null) => new RowDifference(RowDifferenceKind.ExtraOnTarget, named, [], 1, rechecks),
            _ => new RowDifference(RowDifferenceKind.Different, named, [.. Columns(source, target)], 1, rechecks),
        };
    }

    /// <summary>A row that only one side has, or has more often, and that no key names: all its values do.</summary>
    public RowDifference OfUnnamed(FetchedRow row, bool missing, long copies, int rechecks)
    {
        var absent = new CellValue(null, 0, null);
        var columns = table.Columns.Select((column, i) => missing
            ? display.Difference(column, row.Values[i], absent)
            : display.Difference(column, absent, row.Values[i]));
        return new RowDifference(missing ? RowDifferenceKind.MissingOnTarget : RowDifferenceKind.ExtraOnTarget, [], [.. columns], copies, rechecks);
    }

    private IEnumerable<ColumnDifference> Columns(FetchedRow? source, FetchedRow? target) => source is null || target is null
        ? []
        : table.Columns
            .Select((column, i) => (Column: column, Source: source.Values[i], Target: target.Values[i]))
            .Where(c => !c.Source.Equals(c.Target))
            .Select(c => display.Difference(c.Column, c.Source, c.Target));
}
