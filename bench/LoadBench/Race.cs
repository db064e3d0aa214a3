using System.Globalization;

namespace LoadBench;

/// <summary>The generators in turn, round by round, and their medians.</summary>
internal static class Race
{
    public static async Task RunAsync(Uri url, BenchOptions options, TextWriter output)
    {
        var generators = Generator.Installed();
        await output.WriteLineAsync($"{options.Users} connections, {options.Rounds} rounds of {options.Seconds} s each, generators in turn"
            + (generators.Count == 1 ? "; neither hey nor wrk is on PATH (Debian: apt-get install hey wrk), so there is nothing to compare with" : ""));
        await output.WriteLineAsync(Row(["requests/s", .. generators.Select(generator => generator.Name), .. generators.Skip(1).Select(other => $"LoadTests/{other.Name}")]));
        await output.WriteLineAsync(Row(Enumerable.Repeat("---", generators.Count * 2)));
        var rounds = new List<double[]>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var rates = new double[generators.Count];
            for (var i = 0; i < rates.Length; i++)
            {
                // Each is the first of a round as often as the others.
                var next = (i + round) % rates.Length;
                rates[next] = await generators[next].RunAsync(url, options);
            }

            if (round > 0) // round 0 warms the server up
            {
                rounds.Add(rates);
                await output.WriteLineAsync(Row([$"round {round}", .. rates.Select(Rate), .. rates.Skip(1).Select(other => Ratio(rates[0] / other))]));
            }
        }

        await output.WriteLineAsync(Row(
        [
            "median",
            .. generators.Select((_, i) => Rate(Median(rounds.Select(rates => rates[i])))),
            .. generators.Skip(1).Select((_, i) => Ratio(Median(rounds.Select(rates => rates[0] / rates[i + 1])))),
        ]));
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Rate(double rate) => rate.ToString("0", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
