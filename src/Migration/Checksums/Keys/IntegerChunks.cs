using System.Globalization;
using System.Text;

namespace Migration.Checksums.Keys;

/// <summary>
/// Ranges of an integer key, of a width guessed from the density of the rows and corrected after each chunk. Needs no look at the data,
/// and a wrong guess costs nothing but an uneven chunk.
/// </summary>
internal sealed class IntegerChunks(Int128 lowest, Int128 highest, long estimatedRows, int chunkRows) : IChunkPlan
{
    /// <summary>With wider gaps than this one cannot guess: all rows might sit in one range.</summary>
    private const int WidestGap = 20;

    private readonly Queue<Int128> _laid = new();
    private Int128 _width = Width(highest - lowest + 1, Math.Max(estimatedRows, 1), chunkRows);
    private Int128 _covered = lowest - 1;
    private RowKey? _last;
    private bool _done;

    /// <summary>A plan for the values between these bounds, or null where the rows lie too thin among them.</summary>
    public static IntegerChunks? ForDense(IReadOnlyList<Int128> bounds, long estimatedRows, int chunkRows)
    {
        if (bounds.Count == 0)
        {
            return null;
        }

        var (lowest, highest) = (bounds.Min(), bounds.Max());
        return highest - lowest <= (Int128)estimatedRows * WidestGap ? new IntegerChunks(lowest, highest, estimatedRows, chunkRows) : null;
    }

    public Task<KeyRange?> NextAsync(CancellationToken cancellationToken) => Task.FromResult(Next());

    public void Met(long rows)
    {
        // From the width of the range that held these rows, which is not always the last one laid.
        // An empty range says only that the rows are elsewhere: widen, but not at a leap into the crowd.
        var width = _laid.Dequeue();
        _width = Int128.Min(width * 4, Width(width, Math.Max(rows, 1), chunkRows));
    }

    private KeyRange? Next()
    {
        if (_done)
        {
            return null;
        }

        _covered += _width;
        _laid.Enqueue(_width);
        _done = _covered >= highest;
        var upTo = _done ? null : RowKey.Bound(Encoding.ASCII.GetBytes(_covered.ToString(CultureInfo.InvariantCulture)));
        var range = new KeyRange(_last, upTo);
        _last = upTo;
        return range;
    }

    private static Int128 Width(Int128 span, long rows, int chunkRows) => Int128.Max(span * chunkRows / rows, 1);
}
