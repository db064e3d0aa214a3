using System.Diagnostics;
using AppHost.Dashboard;
using LoadTests.History;
using MySqlRuntime;
using Rehearsal.Playing;

namespace TelemetryBench;

/// <summary>One load scenario against the lab, in a process of its own, from its first request until it is stopped.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly string scenario;
    private readonly string samples;
    private readonly Process process;
    private readonly Task reading;
    private readonly TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Load(string scenario, string samples, Process process)
    {
        this.scenario = scenario;
        this.samples = samples;
        this.process = process;
        reading = ReadAsync();
    }

    /// <param name="folder">Takes the result files and, readable by this user alone, the tokens of the test users.</param>
    /// <param name="atMost">It ends by itself after this, should nobody stop it.</param>
    public static async Task<Load> StartAsync(string scenario, Uri api, string folder, TimeSpan atMost, string? collector)
    {
        var tokens = Path.Combine(folder, $"{scenario}.tokens.json");
        await TestUsers.SignInAsync(api, tokens, CancellationToken.None);
        var samples = Path.Combine(folder, $"{scenario}.ndjson");
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", StandingLab.BuildMetadata("LoadTestsProgram"), scenario, "--duration", $"{atMost.TotalMinutes}m", "--out", Path.Combine(folder, scenario), "--samples", samples, "--live"])
        {
            RedirectStandardOutput = true,
        };
        Collector.Name(start, collector);
        foreach (var (name, value) in TelemetryExtensions.Sampling)
        {
            start.Environment[name] = value;
        }

        start.Environment["OTEL_SERVICE_NAME"] = scenario;
        start.Environment["BASE_URL"] = api.ToString();
        start.Environment["TEST_MEETING_ID"] = "1";
        start.Environment["LOADTESTS_TOKENS_FILE"] = tokens;
        var load = new Load(scenario, samples, Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started"));
        await load.running.Task;
        return load;
    }

    /// <summary>Ends the load and reads everything it sent.</summary>
    /// <exception cref="InvalidOperationException">It had ended by itself.</exception>
    public async Task<IReadOnlyList<Sample>> StopAsync()
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"{scenario} ended by itself, with exit code {process.ExitCode}");
        }

        await EndAsync();
        return HistoryFile.ReadSamples(samples).Items;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await reading;
        process.Dispose();
    }

    private async Task EndAsync()
    {
        _ = PosixSignal.Send(process.Id, PosixSignal.Terminate);
        await process.WaitForExitAsync();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("\"state\":\"running\"", StringComparison.Ordinal))
            {
                running.TrySetResult();
            }
        }

        running.TrySetException(new InvalidOperationException($"{scenario} ended before it sent a request"));
        _ = running.Task.Exception;
    }
}
