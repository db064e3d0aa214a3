namespace Migration.Checksums.Sides;

/// <summary>How many rows, and the XOR of their hashes: the same in whatever order they are read.</summary>
internal readonly record struct ChunkHash(long Rows, string Hash)
{
    public bool Equals(ChunkHash other) => Rows == other.Rows && (Rows == 0 || Hash == other.Hash);

    public override int GetHashCode() => Rows.GetHashCode();
}
