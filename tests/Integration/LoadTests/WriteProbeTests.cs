using LoadTests.Checks;
using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>The write-unavailable window as the probe sees it.</summary>
public sealed class WriteProbeTests
{
    [Fact]
    public async Task TheWriteProbe_FindsTheWindow_AndNothingElse()
    {
        await using var api = await FakeApi.StartAsync();
        var writes = 0;
        var firstFault = 0L;
        var lastFault = 0L;
        api.Misbehave = request =>
        {
            // The 100th to the 130th write, about 300 ms at the probe's pace.
            if (request != "POST /meetings" || Interlocked.Increment(ref writes) is < 100 or > 130)
            {
                return Fault.None;
            }

            var now = TimeProvider.System.GetTimestamp();
            Interlocked.CompareExchange(ref firstFault, now, 0);
            Interlocked.Exchange(ref lastFault, now);
            return Fault.InternalError;
        };
        using var run = LoadTestsProcess.Against(api, "write-probe", "3s");

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, run.Output);
        var window = Assert.Single(run.Summary().WriteUnavailable);
        Assert.Equal(31, window.Failed);
        Assert.False(window.Open);
        Assert.True(window.Ms >= TimeProvider.System.GetElapsedTime(firstFault, lastFault).TotalMilliseconds);
        Assert.Equal(WriteAvailability.Windows(run.Samples()), run.Summary().WriteUnavailable);
        Assert.Equal(31, run.Ledger().OfType<WriteAnswered>().Count(answer => answer.Outcome == WriteOutcome.Refused));
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task TheWriteProbe_KeepsItsPace_WhileWritesAreStuck()
    {
        await using var api = await FakeApi.StartAsync();
        var writes = 0;
        api.Misbehave = request => request == "POST /meetings" && Interlocked.Increment(ref writes) is >= 100 and < 150 ? Fault.Hang : Fault.None;
        using var run = LoadTestsProcess.Against(api, "write-probe", "5s");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        // Fifty writes hang until their time-out of two seconds: the probe goes on, and the window is theirs, not two seconds.
        var summary = run.Summary();
        var stuck = run.Samples().Where(sample => sample.Outcome == Outcome.Timeout).ToList();
        Assert.Equal(50, stuck.Count);
        Assert.True(run.Samples().Count(sample => sample.Outcome == Outcome.Ok && sample.Started > stuck[0].Started && sample.Ended < stuck[0].Ended) > 75);
        Assert.InRange(Assert.Single(summary.WriteUnavailable).Ms, 400, 1500);
        Assert.Equal(50, summary.Ledger!.Unknown);
        Counts.Agree(run, api);
    }
}
