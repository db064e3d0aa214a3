using System.Net;
using System.Text.Json;
using LoadTests.History;
using LoadTests.Plans;
using LoadTests.Traffic;
using LoadTests.Traffic.Names;

namespace Integration.LoadTests;

/// <summary>A name moves from one address to another under load, and clients of each habit follow it, or do not.</summary>
public sealed class DnsSwitchTests : IAsyncLifetime
{
    private const string Old = "127.0.0.2";
    private const string New = "127.0.0.3";

    private static readonly RequestPlan Get = new() { Name = "GET /health", Method = HttpMethod.Get, Path = _ => "/health" };

    private FakeApi old = null!;
    private FakeApi next = null!;

    public async ValueTask InitializeAsync()
    {
        old = await FakeApi.StartAsync(IPAddress.Parse(Old), edgeId: "edge-lightsail");
        next = await FakeApi.StartAsync(IPAddress.Parse(New), Port, "edge-vpc");
    }

    public async ValueTask DisposeAsync()
    {
        await old.DisposeAsync();
        await next.DisposeAsync();
    }

    [Fact]
    public async Task Ttl_EverybodyLeavesTheOldEdge_AndTheSummaryShowsWhen()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 1);
        using var run = Start(dns, "ttl");
        await UnderWayAsync(run);

        dns.Address = IPAddress.Parse(New);
        Assert.True(await run.ExitCodeAsync(TestContext.Current.CancellationToken) == 0, run.Output);

        var summary = run.Summary();
        Assert.Equal(["edge-lightsail", "edge-vpc"], summary.Edges!.Select(edge => edge.Edge));
        Assert.Equal(summary.Requests - summary.Failed, summary.Edges!.Sum(edge => edge.Requests));
        Assert.All(summary.Edges!, edge => Assert.Equal(edge.Requests, edge.OverTime.Sum()));
        Assert.Equal(0, summary.Edges![0].OverTime[^1]);
        Assert.True(summary.Edges![0].Last < summary.Edges![1].Last);
        Assert.Contains("전환 중 에러 0건 = 무중단", summary.Quotes);
        Assert.Equal(summary.Requests + summary.PreflightRequests, old.Requests + next.Requests);
    }

    [Fact]
    public async Task Pinned_NobodyLeaves_AsLongAsConnectionsLive()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 1);
        using var run = Start(dns, "pinned");
        await UnderWayAsync(run);

        dns.Address = IPAddress.Parse(New);
        Assert.Equal(0, await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        var summary = run.Summary();
        Assert.True(summary.Edges![0].OverTime[^1] > 0, run.Output);
        Assert.Equal("edge-lightsail", summary.Edges![0].Edge);
    }

    [Fact]
    public async Task Responses_AreTaggedByEdge_InTheDashboardsFile()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 60);
        using var run = Start(dns, "ttl", "--json");
        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        var points = File.ReadLines(Directory.GetFiles(run.Folder, "*.json").Single(file => !file.EndsWith("summary.json", StringComparison.Ordinal)))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("type").GetString() == "Point" && line.GetProperty("metric").GetString() == "dns_server_responses")
            .ToList();
        Assert.Equal(run.Summary().Requests, points.Count);
        Assert.All(points, point => Assert.Equal("edge-lightsail", point.GetProperty("data").GetProperty("tags").GetProperty("server").GetString()));
        Assert.All(run.Samples(), sample => Assert.Equal("edge-lightsail", sample.Edge));
    }

    [Fact]
    public async Task ANameThatDoesNotResolve_IsADnsFailure()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 0) { IsSilent = true };
        using var target = Target(dns, DnsHabit.Ttl);

        Assert.Equal(Outcome.Dns, (await SendAsync(target)).Outcome);
    }

    [Fact]
    public async Task ANameServerThatGoesAway_EndsNoConnection()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 0);
        using var target = Target(dns, DnsHabit.Ttl);
        Assert.Equal(Outcome.Ok, (await SendAsync(target)).Outcome);

        dns.IsSilent = true;

        Assert.Equal("edge-lightsail", (await SendAsync(target)).Edge);
    }

    [Fact]
    public async Task TtlZero_AsksForEveryRequest()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 0);
        using var target = Target(dns, DnsHabit.Ttl);

        Assert.Equal("edge-lightsail", (await SendAsync(target)).Edge);
        dns.Address = IPAddress.Parse(New);
        Assert.Equal("edge-vpc", (await SendAsync(target)).Edge);
    }

    [Fact]
    public async Task ARequestUnderWay_FinishesOnTheOldEdge()
    {
        await using var dns = new FakeDns(Old, ttlSeconds: 0);
        using var target = Target(dns, DnsHabit.Ttl);
        old.Misbehave = _ => Fault.Slow;
        var slow = SendAsync(target);
        await Support.Eventually.TrueAsync(() => Task.FromResult(old.Requests > 0), TestContext.Current.CancellationToken, TimeSpan.FromSeconds(30));

        dns.Address = IPAddress.Parse(New);

        Assert.Equal("edge-vpc", (await SendAsync(target)).Edge);
        Assert.Equal((Outcome.Ok, "edge-lightsail"), ((await slow).Outcome, (await slow).Edge));
    }

    private int Port => new Uri(old.BaseUrl).Port;

    private LoadTestsProcess Start(FakeDns dns, string habit, params string[] more) => LoadTestsProcess.Start(
        new Dictionary<string, string> { ["BASE_URL"] = $"http://doktori.test:{Port}/api", ["JWT_TOKEN"] = TestToken.Valid, ["DNS_SERVER"] = dns.Server },
        ["dns-switch", "--duration", "6s", "--samples", "samples.ndjson", "--dns-habit", habit, .. more]);

    private HttpTarget Target(FakeDns dns, DnsHabit habit) =>
        new(new Uri($"http://doktori.test:{Port}/api"), "r", NameCache.For(IPEndPoint.Parse(dns.Server), habit, TimeProvider.System));

    private static Task<HttpExchange> SendAsync(HttpTarget target) =>
        target.ExchangeAsync(Get, "/health", token: null, body: null, TestContext.Current.CancellationToken);

    private async Task UnderWayAsync(LoadTestsProcess run)
    {
        await Support.Eventually.TrueAsync(() => Task.FromResult(old.Requests > 40), TestContext.Current.CancellationToken, TimeSpan.FromSeconds(60));
        Assert.Equal(0, next.Requests);
    }
}
