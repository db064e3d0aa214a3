namespace Migration.Checksums;

/// <summary>
/// One row that is not the same on both sides. <paramref name="Key"/> names it (empty for a table without a key);
/// <paramref name="Columns"/> holds what differs: for a different row the differing columns, for a row of a keyless table all of them.
/// </summary>
/// <param name="Copies">How many copies too many or too few; more than 1 only without a key.</param>
/// <param name="Rechecks">Looks after the first at which the difference still stood; 0 when one look was exact.</param>
public sealed record RowDifference(
    RowDifferenceKind Kind, IReadOnlyList<KeyValue> Key, IReadOnlyList<ColumnDifference> Columns, long Copies, int Rechecks);
