using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Rows;

/// <summary>A difference that stood, with the row as last seen on both sides (null: absent).</summary>
internal sealed record RecheckedRow(RowKey Key, FetchedRow? Writer, FetchedRow? Replica, int Rechecks);
