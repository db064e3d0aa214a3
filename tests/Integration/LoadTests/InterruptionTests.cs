using System.Text.Json;
using LoadTests.Checks;
using LoadTests.History;

namespace Integration.LoadTests;

public sealed class InterruptionTests
{
    private const int Interrupted = 130;

    [Theory]
    [InlineData("db-cutover", "INT")]
    [InlineData("data-integrity", "TERM")]
    [InlineData("write-probe", "TERM")]
    public async Task StopsAtOnce_WithEverythingWritten(string scenario, string signal)
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, scenario, "10m", "--live");
        await LoadUnderWayAsync(api, run);

        var signalled = TimeProvider.System.GetTimestamp();
        await run.SignalAsync(signal);
        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);
        var took = TimeProvider.System.GetElapsedTime(signalled);

        Assert.Equal(Interrupted, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(1), $"took {took}");
        Assert.True(run.Summary().Aborted);
        Assert.Empty(run.Summary().Quotes);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task DoesNotWaitForAnswersThatNeverCome_AndLeavesThemUnknown()
    {
        await using var api = await FakeApi.StartAsync();
        api.Misbehave = request => request == "POST /meetings" && api.Titles.Count >= 20 ? Fault.Hang : Fault.None;
        using var run = LoadTestsProcess.Against(api, "write-probe", "10m", "--live");
        await LoadUnderWayAsync(api, run);
        await EventuallyAsync(() => api.Counts.GetValueOrDefault("POST /meetings") > 50);

        var signalled = TimeProvider.System.GetTimestamp();
        await run.SignalAsync("INT");
        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);
        var took = TimeProvider.System.GetElapsedTime(signalled);

        Assert.Equal(Interrupted, exitCode);
        Assert.True(took < TimeSpan.FromSeconds(1), $"took {took}");
        Assert.Contains(run.Samples(), sample => sample.Outcome == Outcome.Cancelled);
        Assert.True(run.Summary().Ledger!.Unknown > 0);
        Counts.Agree(run, api);

        // The server's rows say the same about every key as the ledger lets expect: nothing acknowledged is missing.
        var rows = api.Titles.CountBy(title => title["[lab ".Length..title.IndexOf(']')]).ToDictionary(row => row.Key, row => row.Value);
        var settlement = Settlement.Settle(run.Ledger(), rows, at: 0);
        Assert.Equal((0, 0), (settlement.Lost, settlement.Duplicated));
        Assert.Empty(settlement.UnexpectedKeys);
        Assert.Empty(settlement.LedgerProblems);
    }

    [Fact]
    public async Task LiveLines_TellTheStory()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "data-integrity", "2s", "--live");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var states = lines.Select(line => line.GetProperty("state").GetString()).ToList();
        Assert.Equal(["starting", "running", "settling", "done"], states.Distinct());
        Assert.All(lines, line => Assert.Equal("live", line.GetProperty("type").GetString()));
        Assert.Equal(run.Summary().Requests, lines[^1].GetProperty("requests").GetInt64());
        Assert.Equal(0, lines[^1].GetProperty("remainingMs").GetInt64());
        Assert.Contains("baseline", lines.Select(line => line.GetProperty("phase").GetString()));
        Assert.Contains("verify", lines.Select(line => line.GetProperty("phase").GetString()));
    }

    private static async Task LoadUnderWayAsync(FakeApi api, LoadTestsProcess run)
    {
        await run.Running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var before = api.Requests;
        await EventuallyAsync(() => api.Requests > before + 10);
    }

    private static async Task EventuallyAsync(Func<bool> fact)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!fact())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
