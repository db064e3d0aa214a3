using System.Globalization;
using System.Text;
using Rehearsal.Judging;

namespace TelemetryBench;

/// <summary>Medians over the pairs, with the span of what was measured: a change within it says nothing.</summary>
internal sealed class PairTable
{
    private const double LargestChange = 0.05;

    private readonly List<(PlayedRehearsal Off, PlayedRehearsal On)> pairs = [];

    public void Add(PlayedRehearsal off, PlayedRehearsal on) => pairs.Add((off, on));

    /// <summary>Whether neither median changed by 5 % or more.</summary>
    public bool GoalIsMet => new[] { Change(run => run.WindowMs), Change(run => run.RequestsPerSecond) }.All(change => Math.Abs(change) < LargestChange);

    public string Render() => new StringBuilder("| metric | off | on | on/off | goal |\n| --- | ---: | ---: | ---: | --- |\n")
        .Append(Row("write-unavailable, ms", run => run.WindowMs))
        .Append(Row("requests/s", run => run.RequestsPerSecond))
        .ToString();

    private string Row(string metric, Func<PlayedRehearsal, double> value) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {metric} | {Cell(pairs.Select(pair => value(pair.Off)))} | {Cell(pairs.Select(pair => value(pair.On)))} | {1 + Change(value):0.000} | {(Math.Abs(Change(value)) < LargestChange ? "met" : "**missed**")} |\n");

    private double Change(Func<PlayedRehearsal, double> value) => (Median(pairs.Select(pair => value(pair.On))) / Median(pairs.Select(pair => value(pair.Off)))) - 1;

    private static string Cell(IEnumerable<double> values)
    {
        var known = values.ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"{Median(known):0.#} ({known.Min():0.#} to {known.Max():0.#})");
    }

    private static double Median(IEnumerable<double> values) => Statistics.Median([.. values.Order()]);
}
