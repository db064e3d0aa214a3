using Migration;
using Migration.Running;

namespace Integration.Traffic;

/// <summary>Every fault ends in the start state, or in a sentence that says what a person must do.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task ANewInstanceThatIsNeverReady_IsStopped_AndTheOldOneServes()
    {
        await using var world = await TrafficWorld.StartAsync();
        world["api-green"].NeverReady = true;
        world.Limits = world.Limits with { InstanceReady = TimeSpan.FromMilliseconds(400) };
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "api-green is not ready: 503");
        Assert.Equal("WaitUntilApiGreenIsReady", result.FailedStep);
        world.AssertStartState();
    }

    [Fact]
    public async Task ANewInstanceThatDies_EndsTheWaitAtOnce()
    {
        await using var world = await TrafficWorld.StartAsync();
        world["api-green"].DiesWhenAsked = true;
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "api-green ended instead of becoming ready");
        world.AssertStartState();
    }

    [Fact]
    public async Task ANewInstanceThatAnswersErrors_GetsNoClients()
    {
        await using var world = await TrafficWorld.StartAsync();
        world["api-green"].Status = 500;
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "500");
        Assert.Equal("WarmApiGreen", result.FailedStep);
        world.AssertStartState();
    }

    [Fact]
    public async Task AFailureInTheSecondService_UndoesTheFirst()
    {
        await using var world = await TrafficWorld.StartAsync();
        world["chat-green"].NeverReady = true;
        world.Limits = world.Limits with { InstanceReady = TimeSpan.FromMilliseconds(400) };
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "chat-green is not ready");
        world.AssertStartState();
        Assert.Equal(["start api-green", "stop api-blue", "start chat-green", "stop chat-green", "start api-blue", "stop api-green"], world.Host.Commands);
    }

    [Fact]
    public async Task ARefusedSwitch_StopsTheNewInstance()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.OldEdge.RefusesSwitchTo = "api-green";
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "does not take connections");
        world.AssertStartState();
    }

    [Fact]
    public async Task ASwitchWhoseAnswerIsLost_IsTakenBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.OldEdge.SwitchAnswerIsLost = true;
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchNginx(Site.Blue), "no answer");
        Assert.Equal("SendClientsToVpc", result.FailedStep);
        world.AssertStartState();
    }

    [Fact]
    public async Task AServerIdThatNeverChanges_IsTakenBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.OldEdge.StuckServerId = "api-blue";
        world.Limits = world.Limits with { Confirm = TimeSpan.FromMilliseconds(400) };
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchNginx(Site.Blue), "api is answered 200 from api-blue, not from api-vpc");
        Assert.Equal("ConfirmClientsOnVpc", result.FailedStep);
        world.AssertStartState();
    }

    [Fact]
    public async Task AnOldInstanceThatNeverDrains_GetsItsClientsBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.OldEdge.InFlight["api-blue"] = 1;
        world.Limits = world.Limits with { Drain = TimeSpan.FromMilliseconds(400) };
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "api-blue still answers 1 requests");
        Assert.Equal("DrainApiBlue", result.FailedStep);
        world.AssertStartState();
    }

    [Fact]
    public async Task AnOldInstanceThatDiesInTheMiddle_DoesNotEndTheDeploy()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Events.On = happened =>
        {
            if (happened is { Step: "DrainApiBlue", Kind: RunbookEventKind.StepStarted })
            {
                world["api-blue"].StopAsync().GetAwaiter().GetResult();
            }
        };
        await world.SucceedAsync(TrafficRunbooks.DeployServices());
        world.AssertDeployed();
    }

    [Fact]
    public async Task AnOldInstanceThatCannotBeStartedAgain_LeavesTheNewOneServing()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Limits = world.Limits with { InstanceReady = TimeSpan.FromMilliseconds(300), InstanceStart = TimeSpan.FromMilliseconds(300), Undo = TimeSpan.FromMilliseconds(300) };
        world["chat-green"].NeverReady = true;
        world.Host.Refuses = "start api-blue";
        var result = await world.EndsAsync(RunOutcome.UndoFailed, TrafficRunbooks.DeployServices(), "StopApiBlue failed");
        Assert.Equal("api-green", world.OldEdge.ActiveOf("api"));
        Assert.True(world["api-green"].IsRunning);
        Assert.Empty(world.OldEdge.Failed);

        world.Host.Refuses = null;
        Assert.Equal(RunOutcome.Undone, (await Recovery.RunAsync(world.Context, new RecoverOptions())).Outcome);
        world.AssertStartState();
        Assert.NotNull(result.Reason);
    }

    [Fact]
    public async Task AnEdgeControlThatIsDown_RefusesTheRun()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.OldEdge.ControlIsDown = true;
        foreach (var runbook in new[] { TrafficRunbooks.DeployServices(), TrafficRunbooks.SwitchNginx(Site.Blue), TrafficRunbooks.SwitchDns() })
        {
            var refused = await world.EndsAsync(RunOutcome.Refused, runbook, "no answer");
            Assert.Equal("OldEdgeAnswers", refused.FailedStep);
        }

        world.AssertStartState();
    }

    [Fact]
    public async Task AnEdgeControlThatDiesInTheMiddle_IsWaitedForByTheUndo()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Events.On = happened => world.OldEdge.ControlIsDown = happened switch
        {
            { Step: "WatchOldUpstreams", Kind: RunbookEventKind.StepStarted } => true,
            { Step: "SendClientsToVpc", Kind: RunbookEventKind.StepProgress } => false,
            _ => world.OldEdge.ControlIsDown,
        };
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchNginx(Site.Blue), "no answer");
        Assert.Equal("WatchOldUpstreams", result.FailedStep);
        world.AssertStartState();
    }

    [Fact]
    public async Task AHostThatIsDown_OrRefusesTheStart_ChangesNothing()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Host.IsDown = true;
        Assert.Equal("BlueCanBeControlled", (await world.EndsAsync(RunOutcome.Refused, TrafficRunbooks.DeployServices())).FailedStep);
        world.Host.IsDown = false;
        world.Host.Refuses = "start api-green";
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices(), "cannot start api-green now");
        world.AssertStartState();
    }

    [Fact]
    public async Task AnUpstreamThatIsDown_RefusesTheNginxSwitch()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world["chat-vpc"].StopAsync();
        Assert.Equal("VpcIsReady", (await world.EndsAsync(RunOutcome.Refused, TrafficRunbooks.SwitchNginx(Site.Blue), "chat-vpc is not ready")).FailedStep);
    }

    [Fact]
    public async Task AWrongToken_IsToldWithoutTheToken()
    {
        await using var world = await TrafficWorld.StartAsync();
        var options = world.Options();
        var context = new MigrationContext(options with { Edge = options.Edge! with { ControlToken = "not-the-secret" } }, world.StateDirectory, world.Limits);
        var refused = await RunbookRunner.RunAsync(TrafficRunbooks.SwitchNginx(Site.Blue), context, new RunOptions(), world.Events, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Contains("token is not accepted", refused.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", string.Join('\n', world.Events.Last(100)) + options.Edge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANameServerThatGoesOnGivingTheOldAddress_IsTakenBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Dns.StuckAddress = "127.0.0.2";
        var result = await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchDns(), "resolvers are told 127.0.0.2");
        Assert.Equal("PointRecordToNewEdge", result.FailedStep);
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
    }

    [Fact]
    public async Task ANameServerThatFallsBack_IsNoticedWhilePropagating()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Events.On = happened =>
        {
            if (happened is { Step: "WatchPropagation", Kind: RunbookEventKind.StepStarted })
            {
                world.Dns.StuckAddress = "127.0.0.2";
            }
        };
        Assert.Equal("WatchPropagation", (await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchDns(), "still gives 127.0.0.2")).FailedStep);
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
    }

    [Fact]
    public async Task ARefusedChange_AndALostAnswer_EndWithTheOldRecord()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Dns.RefusesChanges = true;
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchDns(), "the zone file cannot be written");
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
        world.Dns.RefusesChanges = false;
        world.Dns.ChangeAnswerIsLost = true;
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchDns(), "no answer");
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
    }

    [Fact]
    public async Task ATtlThatIsTooLongToWaitOut_RefusesTheSwitch()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Limits = world.Limits with { TtlWait = TimeSpan.FromSeconds(1) };
        Assert.Equal("TtlCanBeWaitedOut", (await world.EndsAsync(RunOutcome.Refused, TrafficRunbooks.SwitchDns())).FailedStep);
    }

    [Fact]
    public async Task AnOldEdgeThatStaysBusy_MustNotBeRetired_AndTheSwitchStands()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Limits = world.Limits with { EdgeIdleWait = TimeSpan.FromSeconds(1) };
        world.OldEdge.IsBusy = true;
        world.OldEdge.Connections = 3;
        var result = await world.EndsAsync(RunOutcome.Incomplete, TrafficRunbooks.SwitchDns(), "must not be retired");
        Assert.Equal("WaitUntilOldEdgeIsIdle", result.FailedStep);
        Assert.Equal("127.0.0.3", world.Dns.Record.Address);
        Assert.NotNull(result.Facts[FactNames.LastRequestOnOldEdgeUs]);
    }

    [Fact]
    public async Task ADeadNewEdge_RefusesTheSwitch()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world.NewEdge.DisposeAsync();
        Assert.Equal("NewEdgeAnswers", (await world.EndsAsync(RunOutcome.Refused, TrafficRunbooks.SwitchDns())).FailedStep);
    }

    [Fact]
    public async Task ANewEdgeThatDiesBehindAValidRecord_GivesTheRecordBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Events.On = happened =>
        {
            if (happened is { Step: "WatchPropagation", Kind: RunbookEventKind.StepStarted })
            {
                world.NewEdge.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        };
        Assert.Equal("WatchPropagation", (await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchDns(), "the record leads to the new edge, which answers no answer")).FailedStep);
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
    }

    [Fact]
    public async Task AnUpstreamThatDiesAfterTheReload_GivesTheClientsBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        world.Limits = world.Limits with { Confirm = TimeSpan.FromSeconds(1) };
        world.Events.On = happened =>
        {
            if (happened is { Step: "ConfirmClientsOnVpc", Kind: RunbookEventKind.StepStarted })
            {
                world["api-vpc"].StopAsync().GetAwaiter().GetResult();
            }
        };
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.SwitchNginx(Site.Blue), "api is answered 502");
        Assert.Equal(("api-blue", "chat-blue", "api-blue chat-blue chat-vpc"), world.Standing());
        Assert.Contains("api-vpc", world.OldEdge.Failed);
    }

    [Fact]
    public async Task ADeadNewEdge_DoesNotHinderTheWayBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world.SucceedAsync(TrafficRunbooks.SwitchDns());
        await world.NewEdge.DisposeAsync();
        await world.SucceedAsync(TrafficRunbooks.RollBackDns(awaitIdle: false));
        Assert.Equal("127.0.0.2", world.Dns.Record.Address);
    }

    [Fact]
    public async Task Cancelling_UndoesEverything()
    {
        await using var world = await TrafficWorld.StartAsync();
        using var cancelled = new CancellationTokenSource();
        world.Events.On = happened =>
        {
            if (happened is { Step: "DrainChatBlue", Kind: RunbookEventKind.StepStarted })
            {
                cancelled.Cancel();
            }
        };
        var result = await RunbookRunner.RunAsync(TrafficRunbooks.DeployServices(), world.Context, new RunOptions(), world.Events, cancelled.Token);
        Assert.Equal(RunOutcome.Cancelled, result.Outcome);
        world.AssertStartState();
    }
}
