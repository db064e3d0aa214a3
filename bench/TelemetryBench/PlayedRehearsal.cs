using System.Diagnostics;
using Rehearsal.History;
using Rehearsal.Judging;
using Switch = Rehearsal.Judging.Checks.Switch;

namespace TelemetryBench;

/// <summary>One rehearsal, played by the very command a person types, and what its run folder says.</summary>
/// <param name="WindowsMs">The write-unavailable window of each of its switches, as clients saw it.</param>
/// <param name="RequestsPerSecond">Of all its loads together, over the time in which they sent.</param>
internal sealed record PlayedRehearsal(IReadOnlyList<double> WindowsMs, double RequestsPerSecond)
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <param name="collector">Null: without telemetry.</param>
    /// <exception cref="InvalidOperationException">It recorded nothing that could be measured; the message says what.</exception>
    public static async Task<PlayedRehearsal> PlayAsync(string phases, string folder, string? collector)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "--project", Path.Combine(RepositoryRoot(), "src", "AppHost"), "--", "rehearse", "--phases", phases, "--out", folder])
        {
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        if (collector is not null)
        {
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector;
            start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        var before = Runs(folder);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var run = Runs(folder).Except(before).SingleOrDefault()
            ?? throw new InvalidOperationException($"the rehearsal left no run folder (exit code {process.ExitCode}):\n{said}");
        return Measure(RehearsalHistory.Read(RunFolder.Open(run)));
    }

    // The verdict is not asked: on a busy machine a window may be too long with and without, and that is what is compared.
    private static PlayedRehearsal Measure(RehearsalHistory history)
    {
        var windows = Switch.ActsOf(history).Select(act => SwitchWindow.Measure(history, act)).ToArray();
        if (windows.Length == 0 || windows.FirstOrDefault(window => window.ClientMs is null) is not null)
        {
            throw new InvalidOperationException($"a switch could not be measured: {string.Join("; ", windows.Select(window => window.ToString()))}");
        }

        var acts = history.Loads.Where(load => load.Samples.Count > 0).GroupBy(load => load.Act).Select(act => act.SelectMany(load => load.Samples).ToArray()).ToArray();
        var seconds = acts.Sum(samples => (samples.Max(sample => sample.Ended) - samples.Min(sample => sample.Started)) / MicrosecondsPerSecond);
        return new PlayedRehearsal(
            [.. windows.Select(window => window.ClientMs!.Value)],
            acts.Sum(samples => samples.Length) / seconds);
    }

    // `dotnet run` may start a program elsewhere than where it was typed.
    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Lab.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository (no Lab.sln above it)");
    }

    private static string[] Runs(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
}
