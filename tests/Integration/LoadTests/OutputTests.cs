using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.LoadTests;

/// <summary>Everything a run leaves behind, and lets out while it runs.</summary>
public sealed partial class OutputTests
{
    [Fact]
    public async Task EveryFileIsThere_AndReadable()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "db-cutover", "3s", "--json", "--html", "--junit", "junit.xml", "--trend-window", "1s");

        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        var name = Path.GetFileNameWithoutExtension(Directory.GetFiles(run.Folder, "*.log").Single());
        Assert.Matches(@"^db-cutover-\d{8}-\d{6}$", name);
        Assert.All([".log", ".json", ".html", ".summary.json"], extension => Assert.True(File.Exists(Path.Combine(run.Folder, name + extension))));
        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(run.Folder, name + ".html"), TestContext.Current.CancellationToken));
        Assert.Equal("db-cutover", XDocument.Load(Path.Combine(run.Folder, "junit.xml")).Root!.Element("testsuite")!.Attribute("name")!.Value);
        Assert.All(File.ReadLines(Path.Combine(run.Folder, name + ".json")), line => JsonDocument.Parse(line));

        // Not a terminal: progress comes as plain lines.
        Assert.Matches(Progress(), run.Output);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task All_RunsOneAfterAnother_AndEndsWithTheWorst()
    {
        await using var api = await FakeApi.StartAsync();
        api.Misbehave = request => request == "POST /meetings" ? Fault.InternalError : Fault.None;
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid },
            "all", "--yes", "--duration", "2s", "--junit", "junit.xml");

        Assert.Equal(99, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Matches(@"✗ data-integrity +exit +99", run.Output);
        var suites = XDocument.Load(Path.Combine(run.Folder, "junit.xml")).Root!.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value).ToList();
        Assert.Equal(["db-cutover", "data-integrity", "connpool"], suites.Take(3));
        Assert.Equal(suites.Count, Directory.GetFiles(run.Folder, "*.summary.json").Length);
    }

    [Fact]
    public async Task All_AsksFirst()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Start(new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid }, "all");

        Assert.Equal(2, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("--yes", run.Output);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task ADiskThatIsFull_IsSaid_AndTheRunIsNotPassed()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid },
            "db-cutover", "--duration", "2s", "--samples", "/dev/full");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("results could not be written: samples: No space left", run.Summary().Reason);
        Assert.Equal(api.Requests, run.Summary().Requests + run.Summary().PreflightRequests);
    }

    [Fact]
    public async Task Prometheus_SeesTheOperatorsNames()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "db-cutover", "5s", "--prometheus", ":0");
        var address = (await run.PrintedAsync(MetricsAt())).Groups["url"].Value;
        using var client = new HttpClient();
        var scraped = "";
        await Support.Eventually.TrueAsync(
            async () => (scraped = await client.GetStringAsync(new Uri(address))).Contains("migration_write_latency_count{", StringComparison.Ordinal),
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(30));

        Assert.StartsWith("http://127.0.0.1:", address);
        Assert.Contains("# TYPE migration_read_success gauge\nmigration_read_success{scenario=\"db-cutover\",run=", scraped);
        Assert.Contains("# TYPE migration_read_errors counter\n", scraped);
        Assert.Matches("migration_read_latency\\{scenario=\"db-cutover\",run=\"[^\"]+\",quantile=\"0.95\"\\} [0-9.]+\n", scraped);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(address + "/no"), TestContext.Current.CancellationToken)).StatusCode);
        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task APortThatIsTaken_IsNoRun()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "db-cutover", "5s", "--prometheus", new Uri(api.BaseUrl).Authority);

        Assert.Equal(2, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("cannot be listened on", run.Output);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task Otlp_GetsTheInstruments()
    {
        await using var api = await FakeApi.StartAsync();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = await ListenAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (context.Request.Path == "/v1/metrics" && Encoding.UTF8.GetString(body.ToArray()).Contains("migration_read_success", StringComparison.Ordinal))
            {
                received.TrySetResult();
            }
        });
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string>
            {
                ["BASE_URL"] = api.BaseUrl,
                ["JWT_TOKEN"] = TestToken.Valid,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
            },
            "db-cutover", "--duration", "3s");

        await received.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Annotations_ReachTheRunningTest_AndGrafana()
    {
        await using var api = await FakeApi.StartAsync();
        var posted = "";
        await using var grafana = await ListenAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            posted = $"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization} {await reader.ReadToEndAsync()}";
        });
        using var run = LoadTestsProcess.Against(api, "db-cutover", "8s", "--live", "--html");
        await run.Running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        using var annotate = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["GRAFANA_URL"] = grafana.Urls.Single(), ["GRAFANA_API_KEY"] = "s3cr3t-key" },
            "annotate", "DB Cutover Start", "Master read_only", "--out", run.Folder);

        Assert.Equal(0, await annotate.ExitCodeAsync(TestContext.Current.CancellationToken));
        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        var mark = Assert.Single(run.Summary().Annotations!);
        Assert.Equal(("DB Cutover Start", "Master read_only"), (mark.Title, mark.Text));
        Assert.Contains("DB Cutover Start: Master read_only", await File.ReadAllTextAsync(Directory.GetFiles(run.Folder, "*.html").Single(), TestContext.Current.CancellationToken));
        Assert.StartsWith("POST /api/annotations Bearer s3cr3t-key {\"time\":", posted);
        Assert.Contains("\"tags\":[\"migration\",\"DB Cutover Start\"],\"text\":\"DB Cutover Start: Master read_only\"", posted);
        Assert.DoesNotContain("s3cr3t-key", annotate.Output);
    }

    [Fact]
    public async Task AGrafanaThatRefuses_CostsNoMark()
    {
        await using var grafana = await ListenAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        using var annotate = LoadTestsProcess.Start(
            new Dictionary<string, string> { ["GRAFANA_URL"] = grafana.Urls.Single(), ["GRAFANA_USER"] = "admin", ["GRAFANA_PASS"] = "s3cr3t-pass" },
            "annotate", "DNS Switch");

        Assert.Equal(1, await annotate.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Grafana refuses the credentials (401)", annotate.Output);
        Assert.Contains("DNS Switch", await File.ReadAllTextAsync(Path.Combine(annotate.Folder, "annotations.ndjson"), TestContext.Current.CancellationToken));
    }

    private static async Task<WebApplication> ListenAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }

    [GeneratedRegex(@"00:00:0\d of 00:00:03, 00:00:0\d left  \[run\].*✓ migration_read_success > 0\.99   1")]
    private static partial Regex Progress();

    [GeneratedRegex(@"metrics at (?<url>\S+)")]
    private static partial Regex MetricsAt();
}
