namespace Migration.Replication;

/// <summary>Transaction numbers as ordered ranges that neither overlap nor touch. Immutable.</summary>
internal sealed class IntervalSet
{
    public static readonly IntervalSet Empty = new([]);

    private IntervalSet(IReadOnlyList<(long First, long Last)> ranges) => Ranges = ranges;

    public IReadOnlyList<(long First, long Last)> Ranges { get; }

    public long Count => Ranges.Sum(range => range.Last - range.First + 1);

    public static IntervalSet Of(long first, long last) => new([(first, last)]);

    public IntervalSet Union(IntervalSet other)
    {
        var merged = new List<(long First, long Last)>();
        foreach (var range in Ranges.Concat(other.Ranges).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new IntervalSet(merged);
    }

    public IntervalSet Except(IntervalSet other)
    {
        var left = new List<(long First, long Last)>();
        foreach (var range in Ranges)
        {
            var first = range.First;
            foreach (var hole in other.Ranges.Where(hole => hole.Last >= range.First && hole.First <= range.Last))
            {
                if (hole.First > first)
                {
                    left.Add((first, hole.First - 1));
                }

                first = Math.Max(first, hole.Last + 1);
            }

            if (first <= range.Last)
            {
                left.Add((first, range.Last));
            }
        }

        return new IntervalSet(left);
    }
}
