using Migration;
using Migration.Running;

namespace Integration.Migration;

/// <summary>As <see cref="CrashTests"/>: killed in a rollback, and while it undoes a cutover.</summary>
public sealed class CrashOnTheWayBackTests(MigrationServers servers, ITestOutputHelper output) : IClassFixture<MigrationServers>
{
    [Fact]
    public async Task KilledAnywhereInARollback_EndsWithOneWritableServer_AndLosesNothing()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var load = await AppLoad.StartAsync(lab.ProxyConnectionString);
        await lab.SucceedAsync(Runbooks.CutOver());
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());
        foreach (var step in Runbooks.RollBack().Steps)
        {
            await MigrationProcess.CrashAsync(lab, "roll-back", step.Name, "acted");
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
            await MigrationProcess.CrashAsync(lab, "cut-over", step, point, "--max-lag", "30s", "--catch-up-timeout", "100ms");
            await lab.DelayReplicaAsync(0);
            var recovered = await Recovery.RunAsync(lab.Context, new RecoverOptions());
            Assert.True(recovered.Outcome is RunOutcome.Undone, $"{step}:{point}: {recovered.Outcome}: {recovered.Reason}");
            await lab.AssertStartStateAsync();
        }
    }
}
