using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;
using LoadTests.History;

namespace LoadBench;

/// <summary>
/// The busiest scenario (nginx-switch, 24 virtual users) as operators start it, against a server that answers at once: what the program itself adds to
/// a time, and how much memory it takes.
/// </summary>
internal static class ScenarioLoad
{
    public static async Task<string> MeasureAsync(IPEndPoint server, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("load-bench-").FullName;
        try
        {
            using var bare = new BareProbe(server);
            var samples = Path.Combine(folder, "samples.ndjson");
            var memory = await PlayAsync(server, seconds, folder, samples);
            var floor = bare.Stop();
            var ours = HistoryFile.ReadSamples(samples).Items;
            if (ours.FirstOrDefault(sample => sample.Outcome is not (Outcome.Ok or Outcome.Cancelled)) is { } bad)
            {
                throw new IOException($"{bad.Request} ended with {bad.Outcome}: the measurement is worthless.");
            }

            var times = ours.Where(sample => sample.Outcome == Outcome.Ok).Select(sample => (sample.Ended - sample.Started) / 1000.0).ToList();
            return string.Create(CultureInfo.InvariantCulture, $"""
                | nginx-switch, 24 VUs, {seconds} s | p50 ms | p95 ms | p99 ms | requests |
                | --- | ---: | ---: | ---: | ---: |
                | as LoadTests records it | {At(times, 50):0.000} | {At(times, 95):0.000} | {At(times, 99):0.000} | {times.Count} |
                | a bare socket at the same time | {At(floor, 50):0.000} | {At(floor, 95):0.000} | {At(floor, 99):0.000} | {floor.Count} |
                | added | {At(times, 50) - At(floor, 50):0.000} | {At(times, 95) - At(floor, 95):0.000} | {At(times, 99) - At(floor, 99):0.000} | |

                most memory (VmHWM): {memory / 1024.0:0.0} MB
                """);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Program { get; } = typeof(ScenarioLoad).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "LoadTestsProgram").Value!;

    /// <returns>The most resident memory it had, KB.</returns>
    private static async Task<long> PlayAsync(IPEndPoint server, int seconds, string folder, string samples)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", Program, "nginx-switch", "--duration", seconds.ToString(CultureInfo.InvariantCulture) + "s", "--out", folder, "--samples", samples, "--json", "--html"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["BASE_URL"] = $"http://{server}/api";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        long most = 0;
        while (!process.HasExited && await tick.WaitForNextTickAsync())
        {
            most = Math.Max(most, ResidentKb(process.Id));
        }

        return process.ExitCode is 0 or 99 ? most : throw new IOException($"LoadTests ended with {process.ExitCode}: the measurement is worthless.\n{await output}");
    }

    private static long ResidentKb(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }

    private static double At(IReadOnlyList<double> times, int percentile)
    {
        var sorted = times.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, sorted.Length * percentile / 100)];
    }
}
