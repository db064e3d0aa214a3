using Migration;
using Migration.Running;

namespace Integration.Traffic;

/// <summary>Whatever dies at whatever point, <c>recover</c> puts clients, instances and the record back – or finishes what had reached its purpose.</summary>
public sealed class TrafficCrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task KilledAnywhereInADeploy_IsUndoneByRecover()
    {
        await using var world = await TrafficWorld.StartAsync();
        await KillEverywhereAsync(world, TrafficRunbooks.DeployServices(), world.AssertStartState);
    }

    [Fact]
    public async Task KilledAnywhereInAServiceRollback_IsUndoneByRecover()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world.SucceedAsync(TrafficRunbooks.DeployServices());
        await KillEverywhereAsync(world, TrafficRunbooks.RollBackServices(), world.AssertDeployed);
    }

    [Fact]
    public async Task KilledAnywhereInAnNginxSwitch_IsUndoneByRecover()
    {
        await using var world = await TrafficWorld.StartAsync();
        await KillEverywhereAsync(world, TrafficRunbooks.SwitchNginx(Site.Blue), world.AssertStartState);
    }

    [Fact]
    public async Task KilledAnywhereBeforeTheRecordHasSettled_IsUndoneByRecover()
    {
        await using var world = await TrafficWorld.StartAsync();
        await KillEverywhereAsync(world, TrafficRunbooks.SwitchDns(), () => Assert.Equal(("127.0.0.2", 2), world.Dns.Record));
    }

    [Fact]
    public async Task KilledAfterTheRecordHasSettled_IsFinishedByRecover()
    {
        await using var world = await TrafficWorld.StartAsync();
        await KillAsync(world, TrafficRunbooks.SwitchDns(raiseTtl: true), "WaitUntilOldEdgeIsIdle", StepPoint.Intended);
        var recovered = await Recovery.RunAsync(world.Context, new RecoverOptions(), world.Events);
        Assert.True(recovered.Outcome == RunOutcome.Succeeded, recovered.Reason);
        Assert.Equal(("127.0.0.3", 2), world.Dns.Record);
    }

    [Theory]
    [InlineData("StopApiBlue", StepPoint.UndoIntended)]
    [InlineData("StopApiBlue", StepPoint.Undone)]
    [InlineData("SendApiToGreen", StepPoint.UndoIntended)]
    [InlineData("SendApiToGreen", StepPoint.Undone)]
    [InlineData("StartApiGreen", StepPoint.UndoIntended)]
    [InlineData("StartApiGreen", StepPoint.Undone)]
    internal async Task KilledWhileUndoing_IsUndoneByRecover(string step, StepPoint point)
    {
        await using var world = await TrafficWorld.StartAsync();
        world.OldEdge.RefusesSwitchTo = "chat-green";
        await KillAsync(world, TrafficRunbooks.DeployServices(), step, point);
        var recovered = await Recovery.RunAsync(world.Context, new RecoverOptions(), world.Events);
        Assert.True(recovered.Outcome is RunOutcome.Undone or RunOutcome.Failed, recovered.Reason);
        world.AssertStartState();
    }

    /// <summary>The real command line in a process of its own, really killed.</summary>
    [Theory]
    [InlineData("deploy-services", "SendChatToGreen:acted")]
    [InlineData("deploy-services", "StopApiBlue:acted")]
    [InlineData("switch-nginx", "SendClientsToVpc:acted")]
    [InlineData("switch-dns", "LowerTtl:acted")]
    public async Task AKilledProcess_IsPickedUpByAnotherOne(string runbook, string where)
    {
        await using var world = await TrafficWorld.StartAsync();
        string[] arguments = runbook == "switch-nginx" ? [runbook, "--from", "blue"] : [runbook];
        var (exit, text) = await TrafficProcess.RunAsync(world, [.. arguments, "--low-ttl", "1s", "--quiet", "50ms", "--practise-crash", where]);
        Assert.True(exit == 137, $"{runbook} {where}: exit {exit}\n{text}");

        var (refused, _) = await TrafficProcess.RunAsync(world, arguments);
        Assert.Equal(3, refused);
        var (recovered, told) = await TrafficProcess.RunAsync(world, "recover");
        output.WriteLine(told);
        Assert.Equal(4, recovered);
        world.AssertStartState();
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
    }

    private async Task KillEverywhereAsync(TrafficWorld world, Runbook runbook, Action assertStart)
    {
        foreach (var step in runbook.Steps.Where(step => !step.IsAftercare))
        {
            foreach (var point in new[] { StepPoint.Intended, StepPoint.Acted, StepPoint.Done })
            {
                if (point == StepPoint.Done && step == runbook.Steps.Last(each => !each.IsAftercare))
                {
                    continue;
                }

                await KillAsync(world, runbook, step.Name, point);
                var recovered = await Recovery.RunAsync(world.Context, new RecoverOptions(), world.Events);
                output.WriteLine($"{step.Name}:{point} {recovered.Outcome}");
                Assert.True(recovered.Outcome is RunOutcome.Undone or RunOutcome.Failed, $"{step.Name}:{point}: {recovered.Outcome}: {recovered.Reason}");
                assertStart();
            }
        }
    }

    /// <summary>Dies as a killed process does: nothing of it goes on, nothing is cleaned up, and its journal stays as it is on disk.</summary>
    private static async Task KillAsync(TrafficWorld world, Runbook runbook, string step, StepPoint point)
    {
        var death = new Death(step, point);
        var limits = world.Limits;
        var patience = TimeSpan.FromHours(1);
        var context = new MigrationContext(
            world.Options(),
            world.StateDirectory,
            // The dead run's time limits must never strike.
            limits with { Step = patience, InstanceStart = patience, InstanceReady = patience, Warm = patience, Confirm = patience, Drain = patience, InstanceStop = patience, TtlWait = patience, EdgeIdleWait = patience, Undo = patience })
        {
            Boundary = death,
        };
        var run = RunbookRunner.RunAsync(runbook, context, new RunOptions(), world.Events, CancellationToken.None);
        var first = await Task.WhenAny(run, death.Reached).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(first == death.Reached, first == run ? $"{runbook.Name} never reached {step}:{point}: {run.Result.Outcome} {run.Result.Reason}" : "");

        // The dead run keeps its lock: another state directory with the same journal is what the next process finds.
        var left = new DirectoryInfo(Path.Combine(world.StateDirectory, "journal"));
        world.StateDirectory += "x";
        Directory.CreateDirectory(Path.Combine(world.StateDirectory, "journal"));
        foreach (var journal in left.GetFiles())
        {
            await using var from = new FileStream(journal.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var to = File.Create(Path.Combine(world.StateDirectory, "journal", journal.Name));
            await from.CopyToAsync(to);
        }
    }

    private sealed class Death(string step, StepPoint point) : IStepBoundary
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _never = new();

        public Task Reached => _reached.Task;

        public async ValueTask ReachedAsync(string reached, StepPoint at)
        {
            if (reached == step && at == point)
            {
                _reached.TrySetResult();
                await _never.Task;
            }
        }
    }
}
