namespace Integration.LoadTests;

/// <summary>The real program against the fake API: what a run says when nothing happens.</summary>
public sealed class UndisturbedTests
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
    [InlineData("websocket")]
    [InlineData("write-probe")]
    public async Task Passes_WhenNothingHappens(string scenario)
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, scenario, DurationOf(scenario));

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, run.Output);
        Assert.Equal(0, run.Summary().Failed);
        Assert.All(run.Samples(), sample => Assert.Equal("fake-api", sample.Server));
        Counts.Agree(run, api);
    }

    // Longer where a journey takes its time: without a single one its threshold cannot hold.
    private static string DurationOf(string scenario) => scenario == "full-journey" ? "10s" : "3s";

    [Fact]
    public async Task WithoutADatabase_LossIsSettledThroughTheApi()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "data-integrity", "4s");

        run.Passed(await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        var ledger = run.Summary().Ledger!;
        Assert.Equal((true, "api"), (ledger.Settled, ledger.SettledBy));
        Assert.Equal(ledger.Acknowledged, ledger.Present);
        Assert.Contains(run.Summary().Quotes, quote => quote.EndsWith("건 쓰기 성공, 전부 DB 반영, 유실 0건", StringComparison.Ordinal));
        Counts.Agree(run, api);
    }
}
