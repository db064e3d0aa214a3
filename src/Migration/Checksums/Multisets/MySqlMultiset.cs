using Migration.Checksums.Hashing;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Multisets;

/// <summary>
/// One side of a table without a usable key, as a multiset of row hashes. XOR alone would not see that two equal rows became two other
/// equal rows, so copies are counted first and the hash is taken over (hash, count).
/// </summary>
internal sealed class MySqlMultiset(ServerSession session, SharedTable table, Side side)
{
    private readonly CellFields _cells = new(table.Columns, side);
    private readonly string _hash = RowExpression.Hash(table.Columns, side);
    private readonly string _name = SqlName.Quote(table.Database, table.Name);

    private string Counted => $"SELECT {_hash} AS h,COUNT(*) AS c FROM {_name} GROUP BY h";

    public Task<ChunkHash> HashAsync(CancellationToken cancellationToken) => session.OneAsync(
        $"SELECT COALESCE(SUM(c),0),BIT_XOR(UNHEX(SHA2(CONCAT(h,c),256))) FROM ({Counted}) AS counted",
        r => new ChunkHash(r.GetInt64(0), Convert.ToHexString(r.GetFieldValue<byte[]>(1))), cancellationToken);

    /// <summary>In ascending order of the hash; the server sorts.</summary>
    public IAsyncEnumerable<HashCount> StreamAsync(CancellationToken cancellationToken) => session.StreamAsync(
        $"{Counted} ORDER BY h", r => new HashCount(Convert.ToHexString(r.GetFieldValue<byte[]>(0)), r.GetInt64(1)), cancellationToken);

    /// <summary>One row of each hash that occurs here.</summary>
    public async Task<IReadOnlyDictionary<string, FetchedRow>> FetchAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellationToken)
    {
        if (hashes.Count == 0)
        {
            return new Dictionary<string, FetchedRow>();
        }

        var rows = await session.ListAsync(
            $"""
             SELECT {_hash} AS h,{string.Join(",", _cells.Fields.Select(f => $"ANY_VALUE({f})"))} FROM {_name}
             WHERE {_hash} IN ({string.Join(",", hashes.Select(h => $"X'{h}'"))}) GROUP BY h
             """,
            r => (Hash: Convert.ToHexString(r.GetFieldValue<byte[]>(0)), Row: new FetchedRow(null, _cells.Read(r, 1))), cancellationToken);
        return rows.ToDictionary(r => r.Hash, r => r.Row);
    }
}
