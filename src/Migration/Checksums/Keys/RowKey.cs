namespace Migration.Checksums.Keys;

/// <summary>The key of one row: its values as the server wrote them, and what makes it the same key to the server.</summary>
/// <param name="Values">Per key column, in the column's own character set.</param>
/// <param name="Identity">Equal exactly where the key is: a collation may hold 'É' and 'e' to be one.</param>
internal sealed record RowKey(IReadOnlyList<byte[]> Values, string Identity)
{
    /// <summary>A key that only bounds a range need not exist.</summary>
    public static RowKey Bound(params byte[][] values) => new(values, string.Join(",", values.Select(Convert.ToHexString)));

    public bool Equals(RowKey? other) => other is not null && Identity == other.Identity;

    public override int GetHashCode() => Identity.GetHashCode(StringComparison.Ordinal);
}
