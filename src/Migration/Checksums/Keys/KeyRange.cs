namespace Migration.Checksums.Keys;

/// <summary>The keys after one and up to another, that one included; null is open. Ranges that follow each other leave no key out.</summary>
internal sealed record KeyRange(RowKey? After, RowKey? UpTo)
{
    public static KeyRange All { get; } = new(null, null);

    /// <summary>Cuts this range at each bound.</summary>
    public IEnumerable<KeyRange> Cut(IReadOnlyList<RowKey> bounds)
    {
        var after = After;
        foreach (var bound in bounds)
        {
            yield return new KeyRange(after, bound);
            after = bound;
        }

        yield return new KeyRange(after, UpTo);
    }
}
