namespace Migration.Checksums.Multisets;

/// <summary>Walks two streams of hashes, both in ascending order, and gives those that do not occur equally often. Holds one of each at a time.</summary>
internal static class MultisetMerge
{
    public static async IAsyncEnumerable<HashDifference> DifferencesAsync(IAsyncEnumerable<HashCount> source, IAsyncEnumerable<HashCount> target)
    {
        await using var s = source.GetAsyncEnumerator();
        await using var t = target.GetAsyncEnumerator();
        var (inSource, inTarget) = (await s.MoveNextAsync(), await t.MoveNextAsync());
        while (inSource || inTarget)
        {
            var order = !inSource ? 1 : !inTarget ? -1 : string.CompareOrdinal(s.Current.Hash, t.Current.Hash);
            var difference = order switch
            {
                < 0 => new HashDifference(s.Current.Hash, s.Current.Copies, 0),
                > 0 => new HashDifference(t.Current.Hash, 0, t.Current.Copies),
                _ => new HashDifference(s.Current.Hash, s.Current.Copies, t.Current.Copies),
            };
            if (difference.Copies > 0)
            {
                yield return difference;
            }

            inSource = order <= 0 ? await s.MoveNextAsync() : inSource;
            inTarget = order >= 0 ? await t.MoveNextAsync() : inTarget;
        }
    }
}
