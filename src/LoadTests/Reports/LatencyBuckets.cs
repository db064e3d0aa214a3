namespace LoadTests.Reports;

/// <summary>Milliseconds in buckets 8 % wide, from 0.1 ms to 100 s: small enough to have one set for each second, exact enough to draw.</summary>
internal sealed class LatencyBuckets
{
    private const double Smallest = 0.1;
    private const int Count = 181;
    private static readonly double Width = Math.Log(1.08);

    private readonly int[] counts = new int[Count];

    public long Total { get; private set; }
    public double Max { get; private set; }

    public void Add(double milliseconds)
    {
        var bucket = milliseconds <= Smallest ? 0 : (int)(Math.Log(milliseconds / Smallest) / Width) + 1;
        counts[Math.Min(bucket, Count - 1)]++;
        Total++;
        Max = Math.Max(Max, milliseconds);
    }

    public void Add(LatencyBuckets other)
    {
        for (var bucket = 0; bucket < Count; bucket++)
        {
            counts[bucket] += other.counts[bucket];
        }

        Total += other.Total;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The middle of the bucket; null without any observation.</summary>
    /// <param name="percentile">0 to 100.</param>
    public double? At(double percentile)
    {
        if (Total == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(percentile / 100 * Total));
        var seen = 0L;
        for (var bucket = 0; bucket < Count; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank)
            {
                return bucket == 0 ? Smallest : Math.Min(Max, Smallest * Math.Exp((bucket - 0.5) * Width));
            }
        }

        return Max;
    }
}
