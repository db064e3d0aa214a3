using Migration;
using Migration.Running;

namespace Integration.Migration;

/// <summary>
/// The invariant: whatever dies, at most one server takes the application's writes. The process is killed (SIGKILL) at every point of every step, and
/// picked up by <c>recover</c>; meanwhile the application goes on, and writes are tried on both servers all the time.
/// Servers of their own, as <see cref="CrashOnTheWayBackTests"/>: together with the other runbook tests they would be the longest queue by far.
/// </summary>
public sealed class CrashTests(MigrationServers servers, ITestOutputHelper output) : IClassFixture<MigrationServers>
{
    [Fact]
    public async Task KilledAnywhereInACutover_IsUndoneByRecover()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        foreach (var step in Runbooks.CutOver().Steps.Where(step => !step.IsAftercare).Select(step => step.Name))
        {
            foreach (var point in new[] { "intended", "acted", "done" }.Where(point => (step, point) != ("ProveNoSplitBrain", "done")))
            {
                await using var probe = new WriterProbe(lab);
                await MigrationProcess.CrashAsync(lab, "cut-over", step, point);
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

    [Theory]
    [InlineData("ProveNoSplitBrain", "done")]
    [InlineData("KeepSourceFrozen", "intended")]
    [InlineData("KeepSourceFrozen", "acted")]
    public async Task KilledAfterTheLastProof_IsFinishedByRecover(string step, string point)
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await MigrationProcess.CrashAsync(lab, "cut-over", step, point);
        Assert.Equal(RunOutcome.Succeeded, (await Recovery.RunAsync(lab.Context, new RecoverOptions())).Outcome);
        Assert.Equal((false, true), await lab.WritableAsync());
        Assert.Equal(RunOutcome.Succeeded, (await Recovery.RunAsync(lab.Context, new RecoverOptions())).Outcome);
    }

    [Fact]
    public async Task RefusesANewRun_UntilTheKilledOneIsRecovered()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await MigrationProcess.CrashAsync(lab, "cut-over", "FreezeSourceWrites", "acted");
        var refused = await lab.RunAsync(Runbooks.CutOver());
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Contains("recover", refused.Reason);
        var dry = await Recovery.RunAsync(lab.Context, new RecoverOptions { DryRun = true });
        Assert.Equal(RunOutcome.Planned, dry.Outcome);
        Assert.Equal((false, false), await lab.WritableAsync());
        await Recovery.RunAsync(lab.Context, new RecoverOptions());
        await lab.AssertStartStateAsync();
    }
}
