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
        await output.WriteLineAsync(Row(["requests/s", .. generators.Select(generator => generator.Name), .. generators.Skip(1).Select(other => $"LoadTests/{other.Name}"), .. generators.Select(generator => $"{generator.Name} µs")]));
        await output.WriteLineAsync(Row(Enumerable.Repeat("---", generators.Count * 3)));
        var rounds = new List<Pace[]>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            var paces = new Pace[generators.Count];
            for (var i = 0; i < paces.Length; i++)
            {
                // Each is the first of a round as often as the others.
                var next = (i + round) % paces.Length;
                paces[next] = await generators[next].RunAsync(url, options);
            }

            if (round > 0) // round 0 warms the server up
            {
                rounds.Add(paces);
                await output.WriteLineAsync(Row([$"round {round}", .. Cells([paces])]));
            }
        }

        await output.WriteLineAsync(Row(["median", .. Cells(rounds)]));
    }

    private static IEnumerable<string> Cells(List<Pace[]> rounds) =>
    [
        .. rounds[0].Select((_, i) => Rate(Median(rounds.Select(paces => paces[i].PerSecond)))),
        .. rounds[0].Skip(1).Select((_, i) => Ratio(Median(rounds.Select(paces => paces[0].PerSecond / paces[i + 1].PerSecond)))),
        .. rounds[0].Select((_, i) => Rate(Median(rounds.Select(paces => paces[i].Processor)))),
    ];

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Rate(double rate) => rate.ToString("0", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
