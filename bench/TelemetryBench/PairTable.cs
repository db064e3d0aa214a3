using System.Globalization;
using System.Text;
using Rehearsal.Judging;

namespace TelemetryBench;

/// <summary>
/// Medians over everything that was measured without and with telemetry, and how far the ratio of the two can be trusted: the pairs are drawn anew,
/// with repetition, a few thousand times, and 95 of 100 of the ratios that come out lie in the interval (percentile bootstrap). A goal is met if the
/// whole interval is within it, missed if all of it is outside; else more pairs have to decide.
/// </summary>
internal sealed class PairTable
{
    private const double LargestChange = 0.05;
    private const int Draws = 4000;

    private readonly List<(MeasuredLab Off, MeasuredLab On)> pairs = [];

    public void Add(MeasuredLab off, MeasuredLab on) => pairs.Add((off, on));

    public (string Table, bool GoalIsMet) Render()
    {
        Comparison[] comparisons = [Compare("write-unavailable, ms", run => run.WindowsMs), Compare("requests/s", run => [run.RequestsPerSecond])];
        var table = new StringBuilder("| metric | off | on | on/off | 95 % | goal |\n| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var comparison in comparisons)
        {
            table.Append(comparison).Append('\n');
        }

        return (table.ToString(), comparisons.All(comparison => comparison.IsMet));
    }

    private Comparison Compare(string metric, Func<MeasuredLab, IReadOnlyList<double>> values)
    {
        var measured = pairs.Select(pair => (Off: values(pair.Off), On: values(pair.On))).ToArray();
        var random = new Random(1); // the same pairs give the same interval
        var ratios = Enumerable.Range(0, Draws).Select(_ => Ratio(random.GetItems(measured, measured.Length))).Order().ToArray();
        return new Comparison(
            metric, Sorted(measured.SelectMany(pair => pair.Off)), Sorted(measured.SelectMany(pair => pair.On)),
            Statistics.Percentile(ratios, 0.025), Statistics.Percentile(ratios, 0.975));
    }

    private static double Ratio((IReadOnlyList<double> Off, IReadOnlyList<double> On)[] pairs) =>
        Statistics.Median(Sorted(pairs.SelectMany(pair => pair.On))) / Statistics.Median(Sorted(pairs.SelectMany(pair => pair.Off)));

    private static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    private sealed record Comparison(string Metric, double[] Off, double[] On, double Lowest, double Highest)
    {
        public bool IsMet => Lowest > 1 - LargestChange && Highest < 1 + LargestChange;

        private string Goal => IsMet ? "met" : Lowest >= 1 + LargestChange || Highest <= 1 - LargestChange ? "**missed**" : "open: more pairs";

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"| {Metric} | {Cell(Off)} | {Cell(On)} | {Statistics.Median(On) / Statistics.Median(Off):0.000} | {Lowest:0.000} to {Highest:0.000} | {Goal} |");

        private static string Cell(double[] sorted) => string.Create(CultureInfo.InvariantCulture, $"{Statistics.Median(sorted):0.#} ({sorted[0]:0.#} to {sorted[^1]:0.#})");
    }
}
