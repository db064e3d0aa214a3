namespace Integration.LoadTests;

/// <summary>The scenarios against the lab's own API and a real MySQL: what they send is what a strict server takes.</summary>
public sealed class RealApiTests(RealApi api) : IClassFixture<RealApi>
{
    [Theory]
    [InlineData("db-cutover")]
    [InlineData("data-integrity")]
    [InlineData("connpool")]
    [InlineData("rollback-db")]
    [InlineData("rollback-service")]
    [InlineData("rollback-nginx")]
    [InlineData("rollback-full")]
    [InlineData("service-deploy")]
    [InlineData("nginx-switch")]
    [InlineData("full-journey")]
    [InlineData("dns-switch")]
    [InlineData("write-probe")]
    public async Task NothingFails_NothingIsLost_AndTheServerCountsTheSame(string scenario)
    {
        var before = await api.AnswersAsync();
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string>
            {
                ["BASE_URL"] = api.BaseUrl,
                ["LOADTESTS_TOKENS_FILE"] = api.TokensFile,
                ["LOADTESTS_DB"] = api.SourceRoot,
            },
            scenario, "--duration", scenario == "full-journey" ? "10s" : "4s", "--samples", "samples.ndjson", "--ledger", "ledger.ndjson");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        // Latency is the machine's business in a test; everything else must hold.
        var summary = run.Summary();
        Assert.True(summary.Failed == 0, run.Output);
        Assert.All(summary.Thresholds.Where(threshold => !threshold.Expression.StartsWith('p')), threshold => Assert.True(threshold.Ok, run.Output));
        Assert.Equal(summary.Requests + summary.PreflightRequests, await api.AnswersAsync() - before);
        Assert.All(run.Samples(), sample => Assert.Equal("api-lightsail", sample.Server));
        Assert.Equal(summary.Ledger?.Acknowledged, summary.Ledger?.Present);
    }
}
