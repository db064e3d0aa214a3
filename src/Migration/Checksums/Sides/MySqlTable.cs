using System.Globalization;
using System.Text;
using Migration.Checksums.Hashing;
using Migration.Checksums.Keys;
using Migration.Checksums.Schemas;
using MySqlConnector;

namespace Migration.Checksums.Sides;

/// <summary>One side of a keyed table, read through one connection: its snapshot, or the table as it stands.</summary>
internal sealed class MySqlTable : IComparedTable
{
    private readonly ServerSession _session;
    private readonly KeySql _key;
    private readonly CellFields _cells;
    private readonly string _from;
    private readonly string _hash;
    private readonly string _digits;

    public MySqlTable(ServerSession session, SharedTable table, Side side)
    {
        var key = table.Key ?? throw new ArgumentException("The table has no key.", nameof(table));
        _session = session;
        _key = new KeySql([.. key.Columns.Select(c => c.On(side))]);
        _cells = new CellFields(table.Columns, side);
        _hash = RowExpression.Hash(table.Columns, side);
        _digits = RowExpression.Digits(table.Columns, side);
        // Left to itself the optimizer may scan the whole table for a chunk, or take an index in another order.
        _from = $"FROM {SqlName.Quote(table.Database, table.Name)} FORCE INDEX ({SqlName.Quote(key.IndexOn(side))})";
    }

    public Task<ChunkHash> HashAsync(KeyRange range, CancellationToken cancellationToken) =>
        _session.OneAsync($"SELECT COUNT(*),BIT_XOR({_digits}) {_from} WHERE {_key.Where(range)}", ReadHash, cancellationToken);

    public async Task<RowKey?> KeyAfterAsync(RowKey? after, long rows, CancellationToken cancellationToken)
    {
        var found = await _session.ListAsync(
            $"SELECT {_key.Fields} {_from} WHERE {_key.Where(new KeyRange(after, null))} ORDER BY {_key.Names} LIMIT 1 OFFSET {rows - 1}",
            _key.Read, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<RowKey>> CutsAsync(KeyRange range, long everyRows, CancellationToken cancellationToken) =>
        _session.ListAsync(
            $"""
             SELECT {_key.Fields} FROM (
               SELECT {_key.Names},ROW_NUMBER() OVER (ORDER BY {_key.Names}) AS `doktori_lab row` {_from} WHERE {_key.Where(range)}) AS numbered
             WHERE MOD(`doktori_lab row`,{everyRows}) = 0 ORDER BY `doktori_lab row`
             """,
            _key.Read, cancellationToken);

    public Task<IReadOnlyList<HashedRow>> ListAsync(KeyRange range, CancellationToken cancellationToken) =>
        _session.ListAsync(
            $"SELECT {_key.Fields},{_hash} {_from} WHERE {_key.Where(range)} ORDER BY {_key.Names}",
            r => new HashedRow(_key.Read(r), Convert.ToHexString(r.GetFieldValue<byte[]>(_key.FieldCount))), cancellationToken);

    public Task<IReadOnlyList<FetchedRow>> FetchAsync(IReadOnlyList<RowKey> keys, CancellationToken cancellationToken) =>
        _session.ListAsync(
            $"SELECT {_key.Fields},{string.Join(",", _cells.Fields)} {_from} WHERE {_key.In(keys)}",
            r => new FetchedRow(_key.Read(r), _cells.Read(r, _key.FieldCount)), cancellationToken);

    /// <summary>The lowest and highest value of a key that is one integer; nothing for an empty table.</summary>
    public Task<Int128[]> BoundsAsync(CancellationToken cancellationToken) =>
        _session.OneAsync(
            $"SELECT CAST(MIN({_key.Names}) AS BINARY),CAST(MAX({_key.Names}) AS BINARY) {_from}",
            r => r.IsDBNull(0) ? [] : new[] { Integer(r, 0), Integer(r, 1) }, cancellationToken);

    private static ChunkHash ReadHash(MySqlDataReader reader) => new(reader.GetInt64(0), Convert.ToHexString(reader.GetFieldValue<byte[]>(1)));

    private static Int128 Integer(MySqlDataReader reader, int field) =>
        Int128.Parse(Encoding.ASCII.GetString(reader.GetFieldValue<byte[]>(field)), CultureInfo.InvariantCulture);
}
