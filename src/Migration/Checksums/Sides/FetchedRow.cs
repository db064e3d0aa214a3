using Migration.Checksums.Keys;

namespace Migration.Checksums.Sides;

/// <summary>A row with its values, in the order of the compared columns.</summary>
internal sealed record FetchedRow(RowKey? Key, IReadOnlyList<CellValue> Values)
{
    public bool HasSameValues(FetchedRow other) => Values.SequenceEqual(other.Values);
}
