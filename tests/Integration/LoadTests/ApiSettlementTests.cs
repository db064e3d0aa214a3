using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>Loss as it can be seen from outside: the ledger against what the API shows.</summary>
public sealed class ApiSettlementTests
{
    [Theory]
    [InlineData(Fault.ForgetsTheWrite, WriteVerdict.Lost, "integrity_lost")]
    [InlineData(Fault.WritesTwice, WriteVerdict.Duplicated, "integrity_duplicated")]
    public async Task OneBadWrite_FailsTheRun(Fault fault, WriteVerdict verdict, string threshold)
    {
        var (exitCode, run, api) = await RunAsync(write => write == 3 ? fault : Fault.None);
        await using var _ = api;
        using var __ = run;

        Assert.Equal(99, exitCode);
        Assert.False(run.Summary().Thresholds.Single(result => result.Metric == threshold).Ok);
        Assert.Single(run.Ledger().OfType<WriteSettled>(), settled => settled.Verdict == verdict);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task AnswersThatNeverCame_AreFoundByTheirMark()
    {
        var (_, run, api) = await RunAsync(write => write switch { 2 => Fault.ResetAfterWriting, 4 => Fault.Reset, _ => Fault.None });
        await using var _ = api;
        using var __ = run;

        var ledger = run.Summary().Ledger!;
        Assert.Equal((true, "api"), (ledger.Settled, ledger.SettledBy));
        Assert.Equal((1, 1), (ledger.Recovered, ledger.NeverApplied));
        Assert.Equal((0, 0), (ledger.Lost, ledger.Duplicated));
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task ADuplicateBetweenTwoPages_IsFound()
    {
        // Times and ids run against each other: the first page shows the first ten rows, and the next goes on below the last of them.
        const int twelfth = 12;
        await using var api = await FakeApi.StartAsync();
        var writes = 0;
        api.WrittenAt = place => -place;
        api.Misbehave = request => request == "POST /meetings" && Interlocked.Increment(ref writes) == twelfth ? Fault.WritesTwice : Fault.None;
        using var run = LoadTestsProcess.Against(api, "data-integrity", "8s");

        Assert.Equal(99, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.True(api.Titles.Count > twelfth, run.Output);
        Assert.Equal((1, 0), (run.Summary().Ledger!.Duplicated, run.Summary().Ledger!.Lost));
        Counts.Agree(run, api);
    }

    [Theory]
    [InlineData(false, @"still has more after 10\d pages")]
    [InlineData(true, "the cursor of GET /meetings/search does not go down after page 2")]
    public async Task ASearchWithoutEnd_IsGivenUp_AndSaid(bool cursorStands, string says)
    {
        await using var api = await FakeApi.StartAsync();
        api.Search = (Endless: true, cursorStands);
        using var run = LoadTestsProcess.Against(api, "data-integrity", "3s");
        using var cleanup = LoadTestsProcess.Start(new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl }, "cleanup", "spring");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Matches(says, run.Summary().Reason);
        Assert.Null(run.Summary().Thresholds.Single(result => result.Metric == "integrity_lost").Ok);
        await cleanup.ExitCodeAsync(TestContext.Current.CancellationToken);
        Assert.Contains("at least 0 meetings carry its mark", cleanup.Output);
        Assert.Contains("Not all of them: ", cleanup.Output);
    }

    [Fact]
    public async Task AnApiThatCannotBeRead_MeansNotPassed()
    {
        await using var api = await FakeApi.StartAsync();
        var finished = false;
        api.Misbehave = request => request == "GET /meetings/search" && (finished |= api.Titles.Count >= 5) ? Fault.InternalError : Fault.None;
        using var run = LoadTestsProcess.Against(api, "data-integrity", "3s");

        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains("could not be read back through the API: GET /meetings/search gave status 500 4 times", run.Summary().Reason);
        Assert.Null(run.Summary().Thresholds.Single(result => result.Metric == "integrity_lost").Ok);
    }

    [Fact]
    public async Task Cleanup_SaysWhatARunWrote_AndThatTheApiCannotRemoveIt()
    {
        var (_, run, api) = await RunAsync(_ => Fault.None, "--run-id", "spring");
        await using var _ = api;
        using var __ = run;
        using var cleanup = LoadTestsProcess.Start(new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl }, "cleanup", "spring");
        using var nothing = LoadTestsProcess.Start(new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl }, "cleanup", "sprin");

        Assert.Equal(0, await cleanup.ExitCodeAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"{api.Titles.Count} meetings carry its mark", cleanup.Output);
        Assert.Contains("meeting 1000  spring-d000001", cleanup.Output);
        Assert.Contains("the API has no call that deletes a meeting", cleanup.Output);
        Assert.Contains("DELETE FROM meetings WHERE title LIKE @mark;", cleanup.Output);
        await nothing.ExitCodeAsync(TestContext.Current.CancellationToken);
        Assert.Contains("0 meetings carry its mark", nothing.Output);
    }

    private static async Task<(int ExitCode, LoadTestsProcess Run, FakeApi Api)> RunAsync(Func<int, Fault> misbehave, params string[] more)
    {
        var api = await FakeApi.StartAsync();
        var writes = 0;
        api.Misbehave = request => request == "POST /meetings" ? misbehave(Interlocked.Increment(ref writes)) : Fault.None;
        var run = LoadTestsProcess.Against(api, "data-integrity", "5s", more);
        return (await run.ExitCodeAsync(TestContext.Current.CancellationToken), run, api);
    }
}
