using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoadTests.Scenarios;
using MySqlRuntime.Servers;
using Support;

namespace Integration.LoadTests;

/// <summary>Every query of the dashboard, asked of a real Prometheus that scraped a real run: each panel has something to show.</summary>
public sealed partial class DashboardTests(RealApi api) : IClassFixture<RealApi>
{
    private const string RateInterval = "20s";
    private const int AtOnce = 3;
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(LoadTestsProcess.Program)!, "../../../../.."));

    [Fact]
    public async Task EveryPanel_ReturnsData()
    {
        var prometheus = FindOnPath("prometheus");
        Assert.SkipWhen(prometheus is null, "there is no prometheus on PATH; Debian's package of that name has it");
        string[] listeners = [.. Enumerable.Range(0, AtOnce).Select(_ => $"127.0.0.1:{FreePort.Next()}")];
        await using var server = await PrometheusProcess.StartAsync(prometheus!, FreePort.Next(), new Uri(api.BaseUrl).Authority, listeners);
        var begun = TimeProvider.System.GetUtcNow();

        // Chat has a server of its own, and the panels about it read the load tests' side.
        await using var chat = await FakeApi.StartAsync();
        var scenarios = ScenarioCatalog.All().Select(scenario => scenario.Plan).Where(plan => !plan.LabOnly).ToList();
        foreach (var some in scenarios.Select(plan => plan.Id).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Zip(listeners, (scenario, listener) => PlayAsync(scenario, listener, chat)));
        }

        // A panel about a scenario that this program does not have could never show anything.
        var known = scenarios.SelectMany(plan => plan.AllMetrics).Select(metric => metric.Name).ToHashSet(StringComparer.Ordinal);
        var complete = global::LoadTests.Running.AllScenarios.Order.All(id => ScenarioCatalog.New(id) is not null);
        foreach (var (panel, query) in Queries())
        {
            if (ScenarioMetric().Match(query) is { Success: true } match && !known.Contains(match.Value))
            {
                Assert.False(complete, $"{panel}: no scenario has the metric {match.Value}");
                continue;
            }

            Assert.True(await server.HasDataAsync(query, begun), $"{panel} shows nothing: {query}");
        }
    }

    [Fact]
    public void TheMarks_AreAskedFor()
    {
        using var dashboard = Dashboard();
        var annotations = dashboard.RootElement.GetProperty("annotations").GetProperty("list").EnumerateArray().Single();

        Assert.Equal(global::LoadTests.Annotations.GrafanaAnnotations.Tag, annotations.GetProperty("target").GetProperty("tags").EnumerateArray().Single().GetString());
    }

    private async Task PlayAsync(string scenario, string listener, FakeApi chat)
    {
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["LOADTESTS_TOKENS_FILE"] = api.TokensFile, ["WS_URL"] = chat.BaseUrl.Replace("http", "ws", StringComparison.Ordinal) + "/ws" },
            scenario, "--duration", "6s", "--prometheus", listener);
        await run.ExitCodeAsync(TestContext.Current.CancellationToken);
        Assert.True(run.Summary().Requests > 0, run.Output);
    }

    private static JsonDocument Dashboard() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository, "grafana", "migration-dashboard.json")));

    private static List<(string Panel, string Query)> Queries()
    {
        using var dashboard = Dashboard();
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => (
                    panel.GetProperty("title").GetString()!,
                    target.GetProperty("expr").GetString()!.Replace("$__rate_interval", RateInterval, StringComparison.Ordinal)))),
        ];
    }

    private static string? FindOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    [GeneratedRegex(@"^(migration|integrity|dns|connpool|ws|journey|deploy|nginx|rollback)_\w+$")]
    private static partial Regex ScenarioMetric();

    private sealed class PrometheusProcess : IAsyncDisposable
    {
        private readonly Process process;
        private readonly string folder;
        private readonly HttpClient client;

        private PrometheusProcess(Process process, string folder, int port)
        {
            this.process = process;
            this.folder = folder;
            client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        }

        public static async Task<PrometheusProcess> StartAsync(string program, int port, string api, IEnumerable<string> loadTests)
        {
            var folder = Directory.CreateTempSubdirectory("prometheus-").FullName;
            var configuration = Path.Combine(folder, "prometheus.yml");
            await File.WriteAllTextAsync(configuration, $"""
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: api
                    metrics_path: /api/actuator/prometheus
                    static_configs: [targets: ["{api}"]]
                  - job_name: loadtests
                    static_configs: [targets: [{string.Join(", ", loadTests.Select(listener => $"\"{listener}\""))}]]
                """);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[$"--config.file={configuration}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"])
            {
                start.ArgumentList.Add(argument);
            }

            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            var started = new PrometheusProcess(process, folder, port);
            await Eventually.TrueAsync(started.IsReadyAsync, TestContext.Current.CancellationToken, TimeSpan.FromSeconds(60));
            return started;
        }

        /// <summary>Whether any point since then is a number.</summary>
        public async Task<bool> HasDataAsync(string query, DateTimeOffset since)
        {
            var now = TimeProvider.System.GetUtcNow();
            var url = string.Create(CultureInfo.InvariantCulture, $"/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={since.ToUnixTimeSeconds()}&end={now.ToUnixTimeSeconds()}&step=1");
            using var answer = await client.GetAsync(new Uri(url, UriKind.Relative));
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
            Assert.True(answer.IsSuccessStatusCode, $"{query}: {json.RootElement}");
            return json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray()
                .SelectMany(series => series.GetProperty("values").EnumerateArray())
                .Any(point => point[1].GetString() is not "NaN");
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            client.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private async Task<bool> IsReadyAsync()
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/-/ready", UriKind.Relative));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
