using Migration.Checksums.Keys;

namespace Migration.Checksums.Sides;

internal sealed record HashedRow(RowKey Key, string Hash);
