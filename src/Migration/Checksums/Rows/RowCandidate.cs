using Migration.Checksums.Keys;

namespace Migration.Checksums.Rows;

/// <summary>A row that differed between the two snapshots.</summary>
internal sealed record RowCandidate(RowKey Key, RowDifferenceKind Kind);
