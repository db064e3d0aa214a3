using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>The brakes: error budget, rate ceiling, a host that is not this machine.</summary>
public sealed class SafetyTests
{
    [Fact]
    public async Task ABurntErrorBudget_EndsTheRun()
    {
        await using var api = await FakeApi.StartAsync();
        var asked = 0;
        api.Misbehave = request => request.StartsWith("GET /meetings", StringComparison.Ordinal) && Interlocked.Increment(ref asked) > 20 ? Fault.InternalError : Fault.None;
        using var run = LoadTestsProcess.Against(api, "db-cutover", "10m", "--abort-on", "errors > 30");

        Assert.Equal(99, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("stopped by its error budget (errors > 30)", run.Summary().Reason);
        Assert.False(run.Summary().Aborted);
        Assert.Empty(run.Summary().Quotes);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task AgainstProduction_ABudgetAndACeilingAreOnByThemselves()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "connpool", "1s", "--target", "production");
        using var without = LoadTestsProcess.Against(api, "connpool", "1s", "--target", "production", "--abort-on", "off", "--rate-ceiling", "off");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);
        await without.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.Contains("ends early on: error-rate > 50% in 60s; at most 200 requests a second", run.Output);
        Assert.Contains("ends early on: nothing", without.Output);
    }

    [Fact]
    public async Task TheCeiling_IsKept_AndSaidToHaveBeenReached()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "db-cutover", "4s", "--rate-ceiling", "10");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        var sent = run.Samples().Select(sample => sample.Started).Order().ToList();
        var seconds = (sent[^1] - sent[0]) / 1e6;
        Assert.InRange(sent.Count, 10, (seconds * 10) + 3);
        Assert.Contains("the rate ceiling held", run.Output);

        // The wait is ours: it is not measured as the service's time.
        Assert.All(run.Samples().Where(sample => sample.Outcome == Outcome.Ok), sample => Assert.True(sample.Started - sample.Intended < 500_000));
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task AHostElsewhere_IsRefused_WithoutAQuestionNobodyCanAnswer()
    {
        // The reserved name would not resolve; it is refused before anyone asks.
        using var run = LoadTestsProcess.Start(new Dictionary<string, string> { ["BASE_URL"] = "https://doktori.invalid/api", ["JWT_TOKEN"] = TestToken.Valid }, "db-cutover");

        Assert.Equal(2, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("doktori.invalid is not this machine; add --target production", run.Output);
        Assert.Empty(Directory.GetFiles(run.Folder));
    }

    [Fact]
    public async Task AStandstillOfOurOwn_IsNoticed_AndNotBookedOnTheService()
    {
        await using var api = await FakeApi.StartAsync();
        api.Misbehave = request => request == "GET /meetings" ? Fault.Slow : Fault.None;
        using var run = LoadTestsProcess.Against(api, "db-cutover", "8s", "--live");
        await run.Running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var before = api.Counts.GetValueOrDefault("GET /meetings");
        await Support.Eventually.TrueAsync(() => Task.FromResult(api.Counts.GetValueOrDefault("GET /meetings") > before), TestContext.Current.CancellationToken, TimeSpan.FromSeconds(30));

        await run.SignalAsync("STOP");
        await Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken);
        await run.SignalAsync("CONT");
        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        var summary = run.Summary();
        Assert.Contains(summary.OwnStalls!, stall => stall.Ms >= 600);
        Assert.True(summary.RequestsInOwnStalls > 0);
        Counts.Agree(run, api);
    }
}
