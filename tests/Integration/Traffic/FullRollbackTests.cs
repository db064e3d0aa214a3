using Integration.Migration;
using Migration;
using Migration.Running;

namespace Integration.Traffic;

/// <summary>The full rollback as a composition.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class FullRollbackTests(MigrationServers servers)
{
    [Fact]
    public async Task TakesEverythingBack_WithTheDatabase_AndSkipsWhatIsAtItsStart()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var world = await TrafficWorld.StartAsync();
        await lab.SucceedAsync(Runbooks.CutOver());
        await lab.SucceedAsync(Runbooks.SetUpReverseReplication());
        await MigrateTrafficAsync(world);
        var context = new MigrationContext(lab.Options with { Limits = world.Limits }, traffic: world.Options());

        var planned = await RunbookRunner.RunAsync(TrafficRunbooks.RollBackAll(), context, new RunOptions { DryRun = true }, world.Events, TestContext.Current.CancellationToken);
        Assert.True(planned.Outcome == RunOutcome.Planned, planned.Reason);
        Assert.All(planned.Steps, step => Assert.Equal(StepOutcome.Planned, step.Outcome));
        Assert.Contains(planned.Guards, guard => guard is { Name: "roll-back-services: ClientsAreOnGreen", Verdict: GuardVerdict.CannotBeSeen });
        Assert.Equal("127.0.0.3", world.Dns.Record.Address);

        var back = await RunbookRunner.RunAsync(TrafficRunbooks.RollBackAll(), context, new RunOptions(), world.Events, TestContext.Current.CancellationToken);
        Assert.True(back.Outcome == RunOutcome.Succeeded, $"{back.Outcome}: {back.Reason}\n{string.Join('\n', world.Events.Last(20))}");
        world.AssertStartState();
        Assert.Equal("127.0.0.2", world.Dns.Record.Address);
        await lab.AssertStartStateAsync();
        Assert.NotNull(back.Facts["roll-back-nginx.api_switch_ms"]);
        Assert.NotNull(back.Facts["roll-back.write_unavailable_ms"]);

        var again = await RunbookRunner.RunAsync(TrafficRunbooks.RollBackAll(), context, new RunOptions(), world.Events, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Succeeded, again.Outcome);
        Assert.Equal(["roll-back-dns", "roll-back-nginx", "roll-back-services", "roll-back"], again.Steps.Select(step => step.Name));
        Assert.All(again.Steps, step => Assert.Equal(StepOutcome.Skipped, step.Outcome));
        Assert.Contains("the proxy sends to source", again.Steps[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailingPart_UndoesItself_AndTheReasonSaysWhatStands()
    {
        await using var world = await TrafficWorld.StartAsync();
        await MigrateTrafficAsync(world);
        world["chat-blue"].NeverReady = true;
        world.Limits = world.Limits with { InstanceReady = TimeSpan.FromMilliseconds(400) };

        var stopped = await world.EndsAsync(RunOutcome.Incomplete, WithoutDatabase(), "roll-back-services ended Undone");
        Assert.Contains("roll-back-dns done; roll-back-nginx done", stopped.Reason, StringComparison.Ordinal);
        world.AssertDeployed();

        world["chat-blue"].NeverReady = false;
        var resumed = await world.SucceedAsync(WithoutDatabase());
        Assert.Equal([StepOutcome.Skipped, StepOutcome.Skipped], resumed.Steps.Take(2).Select(step => step.Outcome));
        world.AssertStartState();
    }

    [Fact]
    public async Task AFailureOfTheFirstPart_LeavesEverythingAsItWas()
    {
        await using var world = await TrafficWorld.StartAsync();
        await MigrateTrafficAsync(world);
        world.Dns.RefusesChanges = true;
        var stopped = await world.EndsAsync(RunOutcome.Undone, WithoutDatabase(), "not reached: roll-back-nginx, roll-back-services");
        Assert.Equal("roll-back-dns: PointRecordToOldEdge", stopped.FailedStep);
        Assert.Equal("api-vpc", world.OldEdge.ActiveOf("api"));
    }

    private static async Task MigrateTrafficAsync(TrafficWorld world)
    {
        await world.SucceedAsync(TrafficRunbooks.DeployServices());
        await world.SucceedAsync(TrafficRunbooks.SwitchNginx());
        await world.SucceedAsync(TrafficRunbooks.SwitchDns());
    }

    private static Runbook WithoutDatabase()
    {
        var whole = TrafficRunbooks.RollBackAll();
        return new Runbook(whole.Name, whole.Purpose, [], []) { Parts = [.. whole.Parts.Take(3)], Needs = whole.Needs & ~Needs.Database };
    }
}
