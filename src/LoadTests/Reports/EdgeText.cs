using System.Globalization;
using System.Text;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary>Which edge answered when, for people: one line each, with its share of the answers over the run.</summary>
internal static class EdgeText
{
    // An eighth of a share each.
    private const string Bars = " ▁▂▃▄▅▆▇█";

    /// <summary>Empty when there is nothing to tell apart.</summary>
    public static string Of(IReadOnlyList<EdgeUse>? edges)
    {
        if (edges is not { Count: > 0 })
        {
            return "";
        }

        var text = new StringBuilder("\nanswers by edge (share per twentieth of the run)\n");
        var all = Enumerable.Range(0, edges[0].OverTime.Count).Select(slice => edges.Sum(edge => edge.OverTime[slice])).ToList();
        foreach (var edge in edges)
        {
            var shares = string.Concat(edge.OverTime.Zip(all).Select(slice => Bar(slice.First, slice.Second)));
            text.Append(CultureInfo.InvariantCulture, $"  {edge.Edge,-20} |{shares}| {edge.Requests}, from {RunClock.ToTime(edge.First):HH:mm:ss.fff}Z to {RunClock.ToTime(edge.Last):HH:mm:ss.fff}Z\n");
        }

        return text.ToString();
    }

    private static char Bar(long own, long all) => all == 0 ? ' ' : Bars[(int)Math.Ceiling(own / (double)all * (Bars.Length - 1))];
}
