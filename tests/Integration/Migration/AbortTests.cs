using Migration;
using Migration.Running;

namespace Integration.Migration;

/// <summary>A cutover that fails or is cancelled on its way ends with one writable server, the source, and nothing lost.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class AbortTests(MigrationServers servers, ITestOutputHelper output)
{
    public static TheoryData<string> StepsOfTheCutover() => [.. Runbooks.CutOver().Steps.Where(step => !step.IsAftercare).Select(step => step.Name)];

    [Theory]
    [MemberData(nameof(StepsOfTheCutover))]
    public async Task CancelledAtAnyStep_IsUndone(string step)
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        using var cancellation = new CancellationTokenSource();
        lab.Events.On = happened =>
        {
            if (happened is { Kind: RunbookEventKind.StepStarted } && happened.Step == step)
            {
                cancellation.Cancel();
            }
        };

        var result = await lab.CancellableAsync(Runbooks.CutOver(), lab.Options, cancellation.Token);
        output.WriteLine($"{result.Outcome} at {result.FailedStep}: {result.Reason}");
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        await lab.AssertStartStateAsync();
        await AssertNothingLostAsync(lab, load);
    }

    [Fact]
    public async Task TargetKilledWhileCatchingUp_IsUndone()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        try
        {
            lab.Events.On = Once("WaitForTargetToCatchUp", RunbookEventKind.StepStarted, () => servers.Target.KillAsync().GetAwaiter().GetResult());
            var result = await lab.RunAsync(Runbooks.CutOver());
            output.WriteLine($"{result.Outcome} at {result.FailedStep}: {result.Reason}\n{string.Join('\n', lab.Events.Last(20))}");
            Assert.Equal(RunOutcome.Undone, result.Outcome);
            Assert.Equal((true, false), await lab.WritableAsync());
            Assert.Equal("source", await lab.ActiveUpstreamAsync());
            await load.GoOnAsync(10);
        }
        finally
        {
            await servers.RestartTargetAsync();
        }

        await AssertNothingLostAsync(lab, load);
    }

    [Fact]
    public async Task TargetKilledAfterItsPromotion_KeepsBothClosed_UntilItIsBack()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        var options = lab.Options with { Limits = lab.Options.Limits with { Undo = TimeSpan.FromSeconds(2), Step = TimeSpan.FromSeconds(3) } };
        lab.Events.On = Once("PromoteTarget", RunbookEventKind.StepDone, () => servers.Target.KillAsync().GetAwaiter().GetResult());
        var result = await lab.RunAsync(Runbooks.CutOver(), options);
        output.WriteLine($"{result.Outcome} at {result.FailedStep}: {result.Reason}");
        Assert.Equal(RunOutcome.UndoFailed, result.Outcome);
        Assert.Contains("whether it took any is not known", result.Reason);
        Assert.Contains("recover", result.Reason);
        Assert.Equal((false, false), await lab.WritableAsync());

        await servers.RestartTargetAsync();
        var recovered = await Recovery.RunAsync(lab.Context, new RecoverOptions());
        Assert.True(recovered.Outcome == RunOutcome.Undone, recovered.Reason);
        await lab.AssertStartStateAsync();
    }

    [Fact]
    public async Task TargetLostForGoodAfterItsPromotion_IsGivenUpOnRequest()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        var options = lab.Options with { Limits = lab.Options.Limits with { Undo = TimeSpan.FromSeconds(2), Step = TimeSpan.FromSeconds(3) } };
        try
        {
            lab.Events.On = Once("PromoteTarget", RunbookEventKind.StepDone, () => servers.Target.KillAsync().GetAwaiter().GetResult());
            Assert.Equal(RunOutcome.UndoFailed, (await lab.RunAsync(Runbooks.CutOver(), options)).Outcome);
            var recovered = await Recovery.RunAsync(new MigrationContext(options), new RecoverOptions { Abandon = "Target" });
            Assert.True(recovered.Outcome == RunOutcome.Undone, recovered.Reason);
            Assert.Equal((true, false), await lab.WritableAsync());
            Assert.Equal("source", await lab.ActiveUpstreamAsync());
        }
        finally
        {
            await servers.RestartTargetAsync();
        }
    }

    [Fact]
    public async Task AFreezeThatWaitsForATableLock_IsBoundedAndUndone()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        OpenTransaction? locked = null;
        lab.Events.On = Once("SendNewConnectionsToTarget", RunbookEventKind.StepStarted, () =>
            locked = OpenTransaction.BeginAsync(servers.SourceApplication, "LOCK TABLES doktori.users WRITE").GetAwaiter().GetResult());
        var result = await lab.RunAsync(Runbooks.CutOver(), lab.Options with { Limits = lab.Options.Limits with { Freeze = TimeSpan.FromSeconds(1) } });
        output.WriteLine($"{result.Outcome} at {result.FailedStep}: {result.Reason}");
        Assert.Equal(RunOutcome.Undone, result.Outcome);
        Assert.Equal("FreezeSourceWrites", result.FailedStep);
        await locked!.DisposeAsync();
        await lab.AssertStartStateAsync();
    }

    [Fact]
    public async Task AReplicaThatFallsBehindInTheWindow_IsBoundedAndUndone()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        lab.Events.On = Once("SendNewConnectionsToTarget", RunbookEventKind.StepStarted, () => lab.DelayReplicaAsync(60).GetAwaiter().GetResult());
        var result = await lab.RunAsync(Runbooks.CutOver(), lab.Options with { Limits = lab.Options.Limits with { CatchUp = TimeSpan.FromMilliseconds(300) } });
        output.WriteLine($"{result.Outcome} at {result.FailedStep}: {result.Reason}");
        Assert.Equal(RunOutcome.Undone, result.Outcome);
        Assert.Equal("WaitForTargetToCatchUp", result.FailedStep);
        Assert.Contains("still lacks", result.Reason);
        await lab.DelayReplicaAsync(0);
        await lab.AssertStartStateAsync();
        await AssertNothingLostAsync(lab, load);
    }

    private static Action<RunbookEvent> Once(string step, RunbookEventKind kind, Action act)
    {
        var done = false;
        return happened =>
        {
            if (!done && happened.Kind == kind && happened.Step == step)
            {
                done = true;
                act();
            }
        };
    }

    private async Task AssertNothingLostAsync(Lab lab, AppLoad load)
    {
        await load.GoOnAsync(5);
        var ledger = await load.StopAsync();
        output.WriteLine(ledger.ToString());
        Assert.Empty(ledger.Acknowledged.Except(await lab.KeysOnSourceAsync()));
        ledger.AssertReadsHeld();
    }
}
