namespace Rehearsal.Judging;

internal static class Statistics
{
    /// <summary>The middle of a sorted, non-empty list; the mean of the two middles when there are two.</summary>
    public static double Median(IReadOnlyList<double> sorted) => sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;

    /// <summary>The value below which <paramref name="share"/> of a sorted, non-empty list lies (nearest rank).</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
