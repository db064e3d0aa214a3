namespace Migration.Checksums.Multisets;

/// <summary>How many rows of a table without a key have one hash.</summary>
internal readonly record struct HashCount(string Hash, long Copies);
