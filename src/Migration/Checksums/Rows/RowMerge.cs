using Migration.Checksums.Sides;

namespace Migration.Checksums.Rows;

/// <summary>
/// Compares two short lists of rows in key order. Nothing here knows how keys are ordered, that is the collation's business: it is enough
/// that both lists follow the same order.
/// </summary>
internal static class RowMerge
{
    public static IEnumerable<RowCandidate> Of(IReadOnlyList<HashedRow> source, IReadOnlyList<HashedRow> target)
    {
        var inTarget = target.Select(r => r.Key).ToHashSet();
        var (s, t) = (0, 0);
        while (s < source.Count || t < target.Count)
        {
            if (s < source.Count && t < target.Count && source[s].Key.Equals(target[t].Key))
            {
                if (source[s].Hash != target[t].Hash)
                {
                    yield return new RowCandidate(source[s].Key, RowDifferenceKind.Different);
                }

                (s, t) = (s + 1, t + 1);
            }
            else if (s < source.Count && !inTarget.Contains(source[s].Key))
            {
                yield return new RowCandidate(source[s++].Key, RowDifferenceKind.MissingOnTarget);
            }
            else
            {
                yield return new RowCandidate(target[t++].Key, RowDifferenceKind.ExtraOnTarget);
            }
        }
    }
}
