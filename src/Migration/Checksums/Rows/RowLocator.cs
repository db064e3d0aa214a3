using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Rows;

/// <summary>
/// Narrows a differing range down to its differing rows: cuts it into parts, hashes each on both servers, goes on with those that differ,
/// and reads only the last few hundred rows. One altered row among 50,000 costs one more pass over the chunk and some hundred rows read.
/// </summary>
internal sealed class RowLocator(IComparedTable source, IComparedTable target)
{
    /// <summary>So few rows are read rather than cut again.</summary>
    public const int LeafRows = 256;

    private const int Parts = 16;

    /// <summary>Rows fetched from both sides so far.</summary>
    public long RowsRead { get; private set; }

    public async IAsyncEnumerable<RowCandidate> LocateAsync(
        KeyRange range, ChunkHash inSource, ChunkHash inTarget, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Depth first, so that rows come in key order; the stack holds one path of ranges at most Parts wide.
        var open = new Stack<(KeyRange Range, ChunkHash Source, ChunkHash Target)>([(range, inSource, inTarget)]);
        while (open.TryPop(out var next))
        {
            if (Math.Max(next.Source.Rows, next.Target.Rows) <= LeafRows)
            {
                var (s, t) = await Both.AskAsync(source, target, x => x.ListAsync(next.Range, cancellationToken));
                RowsRead += s.Count + t.Count;
                foreach (var candidate in RowMerge.Of(s, t))
                {
                    yield return candidate;
                }

                continue;
            }

            foreach (var part in await CutAsync(next.Range, next.Source.Rows, next.Target.Rows, cancellationToken))
            {
                open.Push(part);
            }
        }
    }

    /// <summary>The differing parts, last first. The side with more rows says where to cut: the other may have none at all.</summary>
    private async Task<IReadOnlyList<(KeyRange, ChunkHash, ChunkHash)>> CutAsync(KeyRange range, long inSource, long inTarget, CancellationToken cancellationToken)
    {
        var (side, rows) = inSource >= inTarget ? (source, inSource) : (target, inTarget);
        var everyRows = Math.Max((rows + Parts - 1) / Parts, LeafRows);
        var cuts = await side.CutsAsync(range, everyRows, cancellationToken);
        var parts = new List<(KeyRange, ChunkHash, ChunkHash)>();
        foreach (var part in range.Cut(cuts))
        {
            var (s, t) = await Both.AskAsync(source, target, x => x.HashAsync(part, cancellationToken));
            if (!s.Equals(t))
            {
                parts.Insert(0, (part, s, t));
            }
        }

        return parts;
    }
}
