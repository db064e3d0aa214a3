using Migration;
using Migration.Running;

namespace Integration.Migration;

/// <summary>
/// The invariant: whatever dies, at most one server takes the application's writes. The process is killed (SIGKILL) at every point of every step, and
/// picked up by <c>recover</c>; meanwhile the application goes on, and writes are tried on both servers all the time.
/// </summary>
[Collection(nameof(MigrationCollection))]
public sealed class CrashTests(MigrationServers servers, ITestOutputHelper output)
{
    [Fact]
    public async Task KilledAnywhereInACutover_IsUndoneByRecover()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        foreach (var step in Runbooks.CutOver().Steps.Select(step => step.Name))
        {
            foreach (var point in new[] { "intended", "acted", "done" }.Where(point => (step, point) != ("ProveNoSplitBrain", "done")))
            {
                await using var probe = new WriterProbe(lab);
                await CrashAsync(lab, "cut-over", step, point);
                var (source, target) = await lab.WritableAsync();
                Assert.False(source && target, $"{step}:{point}: both servers take writes");

                var recovered = await Recovery.RunAsync(lab.Context, new RecoverOptions());
                Assert.True(recovered.Outcome is RunOutcome.Undone, $"{step}:{point}: {recovered.Outcome}: {recovered.Reason}");
                await lab.AssertStartStateAsync();
                await load.GoOnAsync(5);
                var order = await probe.StopAsync();
                output.WriteLine($"{step}:{point} left ({source}, {target}); accepted in order {order}; carried back: {recovered.Facts.GetValueOrDefault("carried_back") ?? "-"}");
                Assert.True(order is "S" or "STS", $"{step}:{point}: writes were accepted in the order {order}");
            }
        }

        var ledger = await load.StopAsync();
        output.WriteLine(ledger.ToString());
        Assert.Empty(ledger.Acknowledged.Except(await lab.KeysOnSourceAsync()));
        ledger.AssertReadsHeld();
        await lab.SucceedAsync(Runbooks.WatchReplication(TimeSpan.Zero));
        Assert.Empty(ledger.Acknowledged.Except(await lab.KeysOnTargetAsync()));
    }

    [Fact]
    public async Task KilledAfterTheLastProof_IsFinishedByRecover()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await CrashAsync(lab, "cut-over", "ProveNoSplitBrain", "done");
        Assert.Equal(RunOutcome.Succeeded, (await Recovery.RunAsync(lab.Context, new RecoverOptions())).Outcome);
        Assert.Equal((false, true), await lab.WritableAsync());
        Assert.Equal(RunOutcome.Succeeded, (await Recovery.RunAsync(lab.Context, new RecoverOptions())).Outcome);
    }

    [Fact]
    public async Task KilledAnywhereInARollback_EndsWithOneWritableServer_AndLosesNothing()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        await lab.SucceedAsync(Runbooks.CutOver());
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());
        foreach (var step in Runbooks.RollBack().Steps)
        {
            await CrashAsync(lab, "roll-back", step.Name, "acted");
            var recovered = await Recovery.RunAsync(lab.Context, new RecoverOptions());
            output.WriteLine($"{step.Name}: {recovered.Outcome} {recovered.Reason}; carried back: {recovered.Facts.GetValueOrDefault("carried_back") ?? "-"}");
            if (!step.IsAftercare)
            {
                Assert.True(recovered.Outcome is RunOutcome.Undone, $"{step.Name}: {recovered.Outcome}: {recovered.Reason}");
                Assert.Equal((false, true), await lab.WritableAsync());
                Assert.Equal("target", await lab.ActiveUpstreamAsync());
            }
            else
            {
                Assert.True(recovered.Outcome is RunOutcome.Succeeded, $"{step.Name}: {recovered.Outcome}: {recovered.Reason}");
                await lab.AssertStartStateAsync();
                await lab.SucceedAsync(Runbooks.CutOver());
                await lab.SucceedAsync(Runbooks.SetUpReverseReplication());
            }

            await load.GoOnAsync(5);
        }

        var ledger = await load.StopAsync();
        output.WriteLine(ledger.ToString());
        Assert.Empty(ledger.Acknowledged.Except(await lab.KeysOnTargetAsync()));
    }

    [Theory]
    [InlineData("FreezeSourceWrites")]
    [InlineData("SendNewConnectionsToTarget")]
    [InlineData("RecordStartState")]
    public async Task KilledWhileUndoing_IsUndoneByRecover(string step)
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        foreach (var point in new[] { "undo-intended", "undone" })
        {
            // A replica that is late by some seconds: the catch-up inside the window fails, and the undo begins.
            await lab.DelayReplicaAsync(2);
            var (exit, text) = await MigrationProcess.RunAsync(lab, "cut-over", "--max-lag", "30s", "--catch-up-timeout", "100ms", "--practise-crash", $"{step}:{point}");
            Assert.True(exit == 137, $"exit {exit}\n{text}");
            await lab.DelayReplicaAsync(0);
            var recovered = await Recovery.RunAsync(lab.Context, new RecoverOptions());
            Assert.True(recovered.Outcome is RunOutcome.Undone, $"{step}:{point}: {recovered.Outcome}: {recovered.Reason}");
            await lab.AssertStartStateAsync();
        }
    }

    [Fact]
    public async Task RefusesANewRun_UntilTheKilledOneIsRecovered()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await CrashAsync(lab, "cut-over", "FreezeSourceWrites", "acted");
        var refused = await lab.RunAsync(Runbooks.CutOver());
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Contains("recover", refused.Reason);
        var dry = await Recovery.RunAsync(lab.Context, new RecoverOptions { DryRun = true });
        Assert.Equal(RunOutcome.Planned, dry.Outcome);
        Assert.Equal((false, false), await lab.WritableAsync());
        await Recovery.RunAsync(lab.Context, new RecoverOptions());
        await lab.AssertStartStateAsync();
    }

    private static async Task CrashAsync(Lab lab, string runbook, string step, string point)
    {
        var (exit, text) = await MigrationProcess.RunAsync(lab, runbook, "--practise-crash", $"{step}:{point}");
        Assert.True(exit == 137, $"{runbook} {step}:{point}: exit {exit}\n{text}");
    }
}
