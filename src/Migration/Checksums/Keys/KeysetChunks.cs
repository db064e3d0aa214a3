using Migration.Checksums.Sides;

namespace Migration.Checksums.Keys;

/// <summary>
/// Ranges of any other key: each ends at the key so many rows further on, in the order of the index, as one of the sides has it.
/// A bound need not exist on either side, so the table may be read at another moment than the one compared.
/// </summary>
internal sealed class KeysetChunks(IComparedTable table, int chunkRows) : IChunkPlan
{
    private RowKey? _last;
    private bool _done;

    public async Task<KeyRange?> NextAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return null;
        }

        var upTo = await table.KeyAfterAsync(_last, chunkRows, cancellationToken);
        var range = new KeyRange(_last, upTo);
        (_last, _done) = (upTo, upTo is null);
        return range;
    }

    public void Met(long rows)
    {
    }
}
