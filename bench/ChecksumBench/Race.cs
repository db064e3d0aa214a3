using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ChecksumBench;

/// <summary>Runs the contenders in turn within each round, so that whatever else the machine does meets all of them alike.</summary>
internal static class Race
{
    /// <summary>
    /// Median of each, its range, and its ratio to the first: the median of the ratios within a round. Beside it the processor time of the
    /// servers, which a busy machine disturbs far less than the wall clock.
    /// </summary>
    public static async Task<string> RunAsync(IReadOnlyList<Contender> contenders, int rounds, IReadOnlyList<BenchServer> servers)
    {
        var measured = contenders.Select(_ => new List<Sample>()).ToArray();
        for (var round = -1; round < rounds; round++) // round -1 warms up
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var (start, cpu) = (Stopwatch.GetTimestamp(), Cpu(servers));
                await contenders[i].RunAsync();
                if (round >= 0)
                {
                    measured[i].Add(new Sample(Stopwatch.GetElapsedTime(start).TotalMilliseconds, Cpu(servers) - cpu));
                }
            }
        }

        var text = new StringBuilder("| what | median ms | range ms | ratio | server CPU ms | ratio |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var (contender, samples) in contenders.Zip(measured))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {contender.Name} | {Median(samples.Select(s => s.Ms)):F0} | {samples.Min(s => s.Ms):F0}–{samples.Max(s => s.Ms):F0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(samples.Zip(measured[0], (own, first) => own.Ms / first.Ms)):F2} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(samples.Select(s => s.CpuMs)):F0} | {Median(samples.Zip(measured[0], (own, first) => own.CpuMs / first.CpuMs)):F2} |\n");
        }

        return text.ToString();
    }

    private static double Cpu(IReadOnlyList<BenchServer> servers) => servers.Sum(s => s.CpuTime.TotalMilliseconds);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private readonly record struct Sample(double Ms, double CpuMs);
}
