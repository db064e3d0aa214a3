using System.Globalization;
using LoadTests.Configuration;
using LoadTests.Running;

namespace LoadBench;

/// <summary>Plays the closed loop with all of a run: preflight, samples, metrics, stall watch, result files. Prints requests a second.</summary>
internal static class Engine
{
    public static async Task<int> PlayAsync(Uri baseUrl, int users, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("load-bench-").FullName;
        try
        {
            var settings = new TargetSettings { BaseUrl = baseUrl, Tokens = [], TestMeetingId = 1, Database = null };
            using var access = new TargetAccess(settings, "bench", TimeProvider.System);
            var options = new RunOptions { Scenario = "closed-loop", OutputFolder = folder, Duration = TimeSpan.FromSeconds(seconds) };
            var run = new ScenarioRun(new ClosedLoopScenario(users), options, settings, access, TimeProvider.System, new RunConsole(TextWriter.Null, Console.Error, Draws: false), _ => null);
            var summary = await run.RunAsync(CancellationToken.None);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Requests/sec: {summary.Requests * 1000.0 / summary.DurationMs:0.0}"));
            return summary.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
