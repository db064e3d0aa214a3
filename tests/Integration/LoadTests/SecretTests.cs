using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.LoadTests;

/// <summary>Tokens and passwords stay in the environment, whatever is asked for and whatever goes wrong.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task EverythingAsked_NothingShown()
    {
        await using var api = await FakeApi.StartAsync();
        api.Takes = token => token == TestToken.Renewed || api.Counts.GetValueOrDefault("POST /meetings") < 4;
        api.Renew = cookie => cookie == SecretScan.Refresh ? TestToken.Renewed : null;
        var collected = new StringBuilder();
        await using var collector = await CollectorAsync(collected);
        var environment = SecretScan.Environment(api);
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single();
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "300";
        using var run = LoadTestsProcess.Start(
            environment,
            "data-integrity", "--duration", "5s", "--json", "--html", "--junit", "junit.xml", "--samples", "samples.ndjson", "--ledger", "ledger.ndjson", "--prometheus", ":0");

        var scan = await ScanAsync(run);
        lock (collected)
        {
            scan.Add("what the collector got", collected.ToString());
        }

        Assert.Equal(1, run.Summary().RenewalRequests);
        Assert.Contains("could not be asked", run.Summary().Reason);
        Assert.Contains("integrity_write_attempted", scan.TextOf("what the collector got"));
        foreach (var place in new[] { ".log", ".summary.json", ".json", ".html", "junit.xml", "samples.ndjson", "ledger.ndjson", "Prometheus page", "process list", "output" })
        {
            Assert.Contains(scan.Places, name => name.Contains(place, StringComparison.Ordinal));
        }

        Assert.Empty(scan.Found);
    }

    [Theory]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.HalfAnAnswer)]
    [InlineData(Fault.Unauthorized)]
    public async Task AServiceThatFails_IsReportedWithoutThem(Fault fault)
    {
        await using var api = await FakeApi.StartAsync();
        api.Misbehave = _ => api.Requests > 20 ? fault : Fault.None;
        using var run = LoadTestsProcess.Start(SecretScan.Environment(api), "db-cutover", "--duration", "2s", "--json", "--html", "--live", "--samples", "samples.ndjson");

        Assert.Empty((await ScanAsync(run)).Found);
        Assert.True(run.Summary().Failed > 0 || run.Summary().Reason is not null, run.Output);
    }

    [Fact]
    public async Task TheChat_IsReportedWithoutThem()
    {
        await using var api = await FakeApi.StartAsync();
        api.Chat.Misbehave = message => message == 5 ? ChatFault.ConfirmAndForget : ChatFault.None;
        api.Chat.Refuses = connection => connection == 4;
        using var run = LoadTestsProcess.InTheRoom(api, "4s", "--json", "--html");

        Assert.Empty((await ScanAsync(run)).Found);
        Assert.True(run.Summary().Requests > 0, run.Output);
    }

    [Theory]
    [InlineData("JWT_TOKEN", TestToken.SecretMark)]
    [InlineData("JWT_TOKEN", "Bearer a.b." + TestToken.SecretMark)]
    [InlineData("REFRESH_TOKEN", SecretScan.Refresh + ";")]
    [InlineData("LOADTESTS_DB", SecretScan.Password)]
    [InlineData("LOADTESTS_DB", "Sever=x;Password=" + SecretScan.Password)]
    [InlineData("BASE_URL", "http://admin:" + SecretScan.Password + "@127.0.0.1/api")]
    [InlineData("WS_URL", "ws://admin:" + SecretScan.Password + "@127.0.0.1/ws")]
    [InlineData("CHAT_BASE_URL", SecretScan.Password)]
    public async Task AVariableThatIsWrong_IsNamed_NotQuoted(string name, string value)
    {
        await using var api = await FakeApi.StartAsync();
        var environment = SecretScan.Environment(api);
        environment[name] = value;
        using var run = LoadTestsProcess.Start(environment, "websocket", "--db");

        Assert.Empty((await ScanAsync(run)).Found);
        Assert.Contains(name, run.Output);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task Annotate_And_Cleanup_KeepThem()
    {
        await using var api = await FakeApi.StartAsync();
        using var annotate = LoadTestsProcess.Start(SecretScan.Environment(api), "annotate", "DNS Switch");
        using var cleanup = LoadTestsProcess.Start(SecretScan.Environment(api), "cleanup", "spring", "--db", "--yes");

        Assert.Empty((await ScanAsync(annotate)).Found);
        Assert.Empty((await ScanAsync(cleanup)).Found);
        Assert.Contains("gave no answer", annotate.Output);
        Assert.Contains("the database could not be asked", cleanup.Output);
    }

    [Fact]
    public async Task TheScan_FindsWhatIsThere()
    {
        // Not one of the secrets: other scans look through the same process list.
        const string planted = "pl4nted";
        using var annotate = LoadTestsProcess.Start(new Dictionary<string, string>(), "annotate", planted);

        var places = (await ScanAsync(annotate)).WhereIs(planted).ToList();

        Assert.Contains("annotations.ndjson", places);
        Assert.Contains("the process list", places);
    }

    private static Task<SecretScan> ScanAsync(LoadTestsProcess run)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc for the process list");
        return SecretScan.OfAsync(run, TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> CollectorAsync(StringBuilder collected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            lock (collected)
            {
                collected.Append(text);
            }
        });
        await app.StartAsync();
        return app;
    }
}
