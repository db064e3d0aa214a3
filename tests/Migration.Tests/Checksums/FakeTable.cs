using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Tests.Checksums;

/// <summary>A table in memory with one integer key and one value; counts what is read of it.</summary>
internal sealed class FakeTable : IComparedTable
{
    private readonly SortedDictionary<long, string> _rows;

    public FakeTable(IEnumerable<(long Key, string Value)> rows)
    {
        _rows = new SortedDictionary<long, string>(rows.ToDictionary(r => r.Key, r => r.Value));
    }

    public long RowsListed { get; private set; }

    public long RowsHashed { get; private set; }

    public string this[long key]
    {
        set => _rows[key] = value;
    }

    public static FakeTable Counting(int rows) => new(Enumerable.Range(1, rows).Select(i => ((long)i, $"row {i}")));

    public void Remove(long key) => _rows.Remove(key);

    public Task<ChunkHash> HashAsync(KeyRange range, CancellationToken cancellationToken)
    {
        var rows = In(range).ToArray();
        RowsHashed += rows.Length;
        var hash = rows.Aggregate(0L, (sum, r) => sum ^ HashCode.Combine(r.Key, r.Value.GetHashCode(StringComparison.Ordinal)));
        return Task.FromResult(new ChunkHash(rows.Length, hash.ToString("X16", null)));
    }

    public Task<RowKey?> KeyAfterAsync(RowKey? after, long rows, CancellationToken cancellationToken) =>
        Task.FromResult(In(new KeyRange(after, null)).Skip((int)rows - 1).Select(r => Build.Key(r.Key)).FirstOrDefault());

    public Task<IReadOnlyList<RowKey>> CutsAsync(KeyRange range, long everyRows, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RowKey>>([.. In(range).Where((_, i) => (i + 1) % everyRows == 0).Select(r => Build.Key(r.Key))]);

    public Task<IReadOnlyList<HashedRow>> ListAsync(KeyRange range, CancellationToken cancellationToken)
    {
        HashedRow[] rows = [.. In(range).Select(r => new HashedRow(Build.Key(r.Key), r.Value))];
        RowsListed += rows.Length;
        return Task.FromResult<IReadOnlyList<HashedRow>>(rows);
    }

    public Task<IReadOnlyList<FetchedRow>> FetchAsync(IReadOnlyList<RowKey> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FetchedRow>>([.. keys.Select(Number).Where(_rows.ContainsKey).Select(k => Build.Row(k, _rows[k]))]);

    private IEnumerable<KeyValuePair<long, string>> In(KeyRange range) => _rows.Where(r =>
        (range.After is null || r.Key > Number(range.After)) && (range.UpTo is null || r.Key <= Number(range.UpTo)));

    private static long Number(RowKey key) => long.Parse(key.Values[0], System.Globalization.CultureInfo.InvariantCulture);
}
