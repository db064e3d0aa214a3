namespace Migration.Checksums.Sides;

/// <summary>One value, or of a long one its beginning and what identifies the rest.</summary>
/// <param name="Shown">The beginning, at most <see cref="ShownLimit"/> characters or bytes; null is SQL NULL.</param>
/// <param name="Length">Bytes of the whole.</param>
/// <param name="Digest">SHA-256 of the stored bytes of a value that may be longer than what is shown, or whose character set is not UTF-8.</param>
internal sealed record CellValue(byte[]? Shown, long Length, string? Digest)
{
    public const int ShownLimit = 4096;

    public bool Equals(CellValue? other) =>
        other is not null && Digest == other.Digest && Length == other.Length
        && (Shown is null ? other.Shown is null : other.Shown is not null && (Digest is not null || Shown.AsSpan().SequenceEqual(other.Shown)));

    public override int GetHashCode() => HashCode.Combine(Length, Digest);
}
