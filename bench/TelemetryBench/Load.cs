using AppHost.Dashboard;
using LoadTests.History;
using Rehearsal.Playing;

namespace TelemetryBench;

/// <summary>One load scenario against the lab, in a process of its own, from its first request until it is stopped.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly ChildProgram program;
    private readonly string samples;

    private Load(ChildProgram program, string samples)
    {
        this.program = program;
        this.samples = samples;
    }

    /// <param name="folder">Takes the result files and, readable by this user alone, the tokens of the test users.</param>
    /// <param name="atMost">It ends by itself after this, should nobody stop it.</param>
    /// <param name="collector">Null: without telemetry.</param>
    /// <exception cref="InvalidOperationException">It ended before it sent a request.</exception>
    public static async Task<Load> StartAsync(string scenario, Uri api, string folder, TimeSpan atMost, string? collector)
    {
        var tokens = Path.Combine(folder, $"{scenario}.tokens.json");
        await TestUsers.SignInAsync(api, tokens, CancellationToken.None);
        var samples = Path.Combine(folder, $"{scenario}.ndjson");
        (string, string)[] environment =
        [
            .. TelemetryExtensions.Sampling,
            ("OTEL_SERVICE_NAME", scenario),
            ("BASE_URL", api.ToString()),
            ("TEST_MEETING_ID", "1"),
            ("LOADTESTS_TOKENS_FILE", tokens),
        ];
        string[] arguments = [scenario, "--duration", $"{atMost.TotalMinutes}m", "--out", Path.Combine(folder, scenario), "--samples", samples, "--live"];
        return new Load(await ChildProgram.StartAsync(scenario, "LoadTestsProgram", arguments, "\"state\":\"running\"", environment, collector), samples);
    }

    /// <summary>Ends the load and reads everything it sent.</summary>
    /// <exception cref="InvalidOperationException">It had ended by itself.</exception>
    public async Task<IReadOnlyList<Sample>> StopAsync()
    {
        await program.EndAsync();
        return HistoryFile.ReadSamples(samples).Items;
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();
}
