using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Rows;

/// <summary>
/// Tells a real difference from replication in flight, while writes go on. For a batch of rows:
/// <list type="number">
/// <item>read them on the writer;</item>
/// <item>wait until the replica has executed all that the writer has, and read them there;</item>
/// <item>wait until the writer has executed all of its own that the replica has (a transaction is sent to the replica before it is committed where
/// it was made, so a busy writer may be the later one), and read them there again.</item>
/// </list>
/// If the writer's row is the same in 1 and 3, the replica, which in 2 stood between those two moments, must have that row: if it does
/// not, the difference is real. If it changed, the look decides nothing. A row that changes and changes back could fool one look, so it
/// takes two in a row.
/// </summary>
internal sealed class RowRechecker(
    IComparedTable writer, IComparedTable replica, Func<CancellationToken, Task<bool>> replicaCatchesUp, Func<CancellationToken, Task> writerCatchesUp, int rechecks, int listed)
{
    private const int BatchRows = 100;
    public const int LooksToConfirm = 2;

    private readonly List<RecheckedRow> _listed = [];
    private long _confirmed;
    private long _settled;
    private int _lastSettled;
    private long _unsettled;
    private bool _fellBehind;

    public async Task<RecheckResult> RunAsync(IReadOnlyList<RowKey> keys, Action<int> looked, CancellationToken cancellationToken)
    {
        foreach (var batch in keys.Chunk(BatchRows))
        {
            await RunBatchAsync(batch, cancellationToken);
            looked(batch.Length);
        }

        return new RecheckResult(_listed, _confirmed, _settled, _lastSettled, _unsettled, _fellBehind);
    }

    public static RowVerdict Judge(FetchedRow? before, FetchedRow? there, FetchedRow? after) =>
        Same(there, before) || Same(there, after) ? RowVerdict.Agrees
        : Same(before, after) ? RowVerdict.Stands
        : RowVerdict.Moves;

    private async Task RunBatchAsync(RowKey[] batch, CancellationToken cancellationToken)
    {
        var looks = batch.ToDictionary(key => key, _ => 0);
        for (var recheck = 1; recheck <= rechecks && looks.Count > 0 && !_fellBehind; recheck++)
        {
            RowKey[] pending = [.. batch.Where(looks.ContainsKey)];
            var before = await ReadAsync(writer, pending, cancellationToken);                          // 1
            if (!await replicaCatchesUp(cancellationToken))                                            // 2
            {
                _fellBehind = true;
                break;
            }

            var there = await ReadAsync(replica, pending, cancellationToken);
            await writerCatchesUp(cancellationToken);                                                  // 3
            var after = await ReadAsync(writer, pending, cancellationToken);
            foreach (var key in pending)
            {
                var (b, t, a) = (before.GetValueOrDefault(key), there.GetValueOrDefault(key), after.GetValueOrDefault(key));
                Note(looks, key, Judge(b, t, a), new RecheckedRow(key, a, t, recheck));
            }
        }

        _unsettled += looks.Count;
    }

    private void Note(Dictionary<RowKey, int> looks, RowKey key, RowVerdict verdict, RecheckedRow seen)
    {
        looks[key] = verdict == RowVerdict.Stands ? looks[key] + 1 : 0;
        if (verdict == RowVerdict.Agrees)
        {
            looks.Remove(key);
            _settled++;
            _lastSettled = Math.Max(_lastSettled, seen.Rechecks);
        }
        else if (looks[key] == LooksToConfirm)
        {
            looks.Remove(key);
            _confirmed++;
            if (_listed.Count < listed)
            {
                _listed.Add(seen);
            }
        }
    }

    private static async Task<Dictionary<RowKey, FetchedRow>> ReadAsync(IComparedTable table, RowKey[] keys, CancellationToken cancellationToken) =>
        (await table.FetchAsync(keys, cancellationToken)).ToDictionary(r => r.Key!);

    private static bool Same(FetchedRow? left, FetchedRow? right) => left is null || right is null ? left is null && right is null : left.HasSameValues(right);
}
