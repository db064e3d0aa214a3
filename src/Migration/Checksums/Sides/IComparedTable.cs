using Migration.Checksums.Keys;

namespace Migration.Checksums.Sides;

/// <summary>One side of a table with a key.</summary>
internal interface IComparedTable
{
    Task<ChunkHash> HashAsync(KeyRange range, CancellationToken cancellationToken);

    /// <summary>The key that is so many rows after another (or after the beginning); null when there are fewer.</summary>
    Task<RowKey?> KeyAfterAsync(RowKey? after, long rows, CancellationToken cancellationToken);

    /// <summary>Each key at a multiple of so many rows within the range.</summary>
    Task<IReadOnlyList<RowKey>> CutsAsync(KeyRange range, long everyRows, CancellationToken cancellationToken);

    /// <summary>Key and hash of each row, in key order.</summary>
    Task<IReadOnlyList<HashedRow>> ListAsync(KeyRange range, CancellationToken cancellationToken);

    /// <summary>The rows that exist among these keys.</summary>
    Task<IReadOnlyList<FetchedRow>> FetchAsync(IReadOnlyList<RowKey> keys, CancellationToken cancellationToken);
}
