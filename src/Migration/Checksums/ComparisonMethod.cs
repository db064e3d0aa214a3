namespace Migration.Checksums;

public enum ComparisonMethod
{
    NotCompared,

    /// <summary>Chunks in the order of the key, differing ones narrowed down to rows.</summary>
    ByKey,

    /// <summary>No usable key: the table as a multiset of row hashes.</summary>
    AsMultiset,
}
