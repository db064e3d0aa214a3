namespace Integration.LoadTests;

/// <summary>Bad input: said at once, with exit code 2, and without any load.</summary>
public sealed class RefusalTests
{
    private const int Usage = 2;

    [Fact]
    public async Task ARefusedToken_FailsFast()
    {
        await using var api = await FakeApi.StartAsync();
        api.Misbehave = request => request == "GET /users/me" ? Fault.Unauthorized : Fault.None;
        using var run = LoadTestsProcess.Against(api, "db-cutover", "10m");

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Usage, exitCode);
        Assert.Contains("refuses token 1", run.Output);
        Assert.Equal(["GET /health", "GET /users/me"], api.Counts.Keys.Order());
        Assert.Equal(2, api.Requests);
        Assert.Equal(0, run.Summary().Requests);
    }

    [Fact]
    public async Task EverythingThatIsMissing_IsReportedAtOnce()
    {
        using var run = LoadTestsProcess.Start(new Dictionary<string, string> { ["TEST_MEETING_ID"] = "x" }, "db-cutover");

        Assert.Equal(Usage, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("BASE_URL is not set", run.Output);
        Assert.Contains("JWT_TOKEN is not set", run.Output);
        Assert.Contains("TEST_MEETING_ID 'x'", run.Output);
        Assert.Empty(Directory.GetFiles(run.Folder));
    }

    [Fact]
    public async Task BadOptions_AreReportedAtOnce()
    {
        using var run = LoadTestsProcess.Start(new Dictionary<string, string>(), "db-cutter", "--duration", "soon", "--scale", "-1", "--seed", "x", "--run-id", "a b", "--nope");

        Assert.Equal(Usage, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        foreach (var word in new[] { "db-cutter", "soon", "--scale", "--seed", "--run-id", "--nope" })
        {
            Assert.Contains(word, run.Output);
        }
    }

    [Fact]
    public async Task AnUnwritableFolder_IsNoRun()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "db-cutover", "10m", "--out", "/proc/nowhere");

        Assert.Equal(Usage, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("results cannot be written", run.Output);
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task AnUnwritableSamplesFile_IsNoRun()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Start(Environment(api), "db-cutover", "--samples", "/proc/nowhere/samples.ndjson");

        Assert.Equal(Usage, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, api.Requests);
    }

    [Fact]
    public async Task NobodyThere_IsAnError_NotAResult()
    {
        await using var api = await FakeApi.StartAsync();
        var gone = Environment(api);
        await api.DisposeAsync();
        using var run = LoadTestsProcess.Start(gone, "db-cutover");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("the target is not up", run.Output);
        Assert.Empty(run.Summary().Thresholds);
    }

    [Fact]
    public async Task ADatabaseThatCannotBeAsked_MeansNotPassed()
    {
        await using var api = await FakeApi.StartAsync();
        var environment = Environment(api);
        environment["LOADTESTS_DB"] = "Server=127.0.0.1;Port=1;User ID=root;Password=s3cr3t-password";
        using var run = LoadTestsProcess.Start(environment, "data-integrity", "--duration", "1s");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("could not be asked", run.Summary().Reason);
        Assert.Empty(run.Summary().Quotes);
    }

    [Fact]
    public async Task TwoRunsInOneSecond_KeepTheirResultsApart()
    {
        await using var api = await FakeApi.StartAsync();
        using var first = LoadTestsProcess.Against(api, "connpool", "1s");
        using var second = LoadTestsProcess.Against(api, "connpool", "1s", "--out", first.Folder);

        await first.ExitCodeAsync(TestContext.Current.CancellationToken);
        await second.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, Directory.GetFiles(first.Folder, "*.summary.json").Length);
        Assert.Equal(2, Directory.GetFiles(first.Folder, "*.log").Length);
    }

    [Fact]
    public async Task TwoRuns_AppendToTheSameFiles_WithoutHarm()
    {
        await using var api = await FakeApi.StartAsync();
        using var first = LoadTestsProcess.Against(api, "write-probe", "4s");
        using var second = LoadTestsProcess.Start(Environment(api), "data-integrity", "--duration", "4s", "--out", first.Folder, "--samples", first.SamplesFile, "--ledger", first.LedgerFile);

        await first.ExitCodeAsync(TestContext.Current.CancellationToken);
        await second.ExitCodeAsync(TestContext.Current.CancellationToken);

        var summaries = Directory.GetFiles(first.Folder, "*.summary.json").Select(global::LoadTests.History.HistoryFile.ReadSummary).ToList();
        Assert.Equal(2, summaries.Count);
        Assert.Equal(summaries.Sum(summary => summary.Requests), first.Samples().Count);
        Assert.Equal(summaries.Sum(summary => summary.Ledger!.Sent), first.Ledger().OfType<global::LoadTests.History.WriteSent>().Count());
    }

    private static Dictionary<string, string> Environment(FakeApi api) => new() { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid };
}
