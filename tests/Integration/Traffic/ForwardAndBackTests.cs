using Migration;
using Migration.Running;

namespace Integration.Traffic;

/// <summary>The way forward, back, and forward again; nothing fails for clients, and the facts are there.</summary>
public sealed class ForwardAndBackTests(ITestOutputHelper output)
{
    [Fact]
    public async Task DeploysServices_RollsThemBack_AndDeploysAgain()
    {
        await using var world = await TrafficWorld.StartAsync();
        var deployed = await world.SucceedAsync(TrafficRunbooks.DeployServices());
        world.AssertDeployed();
        Assert.Equal(("api-blue", "api-green"), (deployed.Facts["api_old_server_id"], deployed.Facts["api_new_server_id"]));
        foreach (var fact in new[] { "api_cold_start_ms", "api_switch_ms", "api_drain_ms", "api_stop_ms", "api_warm_requests", "chat_cold_start_ms", "chat_switch_ms" })
        {
            output.WriteLine($"{fact} {deployed.Facts[fact]}");
        }

        Assert.True(world["api-green"].Requests >= 24, "the new instance was not warmed");
        await world.SucceedAsync(TrafficRunbooks.RollBackServices());
        world.AssertStartState();
        Assert.Equal(["start api-green", "stop api-blue", "start chat-green", "stop chat-blue", "start chat-blue", "stop chat-green", "start api-blue", "stop api-green"], world.Host.Commands);
        await world.SucceedAsync(TrafficRunbooks.DeployServices());
        world.AssertDeployed();
    }

    [Fact]
    public async Task DeploysOneServiceAlone()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world.SucceedAsync(TrafficRunbooks.DeployServices([Service.Chat]));
        Assert.Equal(("api-blue", "chat-green", "api-blue api-vpc chat-green chat-vpc"), world.Standing());
        await world.SucceedAsync(TrafficRunbooks.RollBackServices([Service.Chat]));
        world.AssertStartState();
    }

    [Fact]
    public async Task SwitchesNginx_AndBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        var switched = await world.SucceedAsync(TrafficRunbooks.SwitchNginx(Site.Blue));
        Assert.Equal(("api-vpc", "chat-vpc"), (world.OldEdge.ActiveOf("api"), world.OldEdge.ActiveOf("chat")));
        Assert.Equal("chat-vpc", switched.Facts["chat_new_server_id"]);
        var back = await world.SucceedAsync(TrafficRunbooks.RollBackNginx(Site.Blue));
        world.AssertStartState();
        output.WriteLine($"forward {switched.Facts["elapsed_ms"]} ms, back {back.Facts["elapsed_ms"]} ms, of it switch {back.Facts["api_switch_ms"]} ms");
    }

    [Fact]
    public async Task SwitchesDns_AfterTheOldTtlHasRunOut_AndBack()
    {
        await using var world = await TrafficWorld.StartAsync();
        var switched = await world.SucceedAsync(TrafficRunbooks.SwitchDns());
        Assert.Equal(("127.0.0.3", 1), world.Dns.Record);
        var changes = world.Dns.Changes;
        var (lowered, moved) = (changes.First(change => change.Ttl == 1), changes.First(change => change.Address == "127.0.0.3"));
        Assert.True(moved.At - lowered.At >= TimeSpan.FromSeconds(2), $"the record moved {moved.At - lowered.At} after the TTL of 2 s was lowered");
        Assert.True((double)switched.Facts[FactNames.PropagationMs]! >= 1000);
        Assert.Equal(2L, Convert.ToInt64(switched.Facts[FactNames.TtlBeforeSeconds], null));

        var back = await world.SucceedAsync(TrafficRunbooks.RollBackDns(raiseTtl: true));
        Assert.Equal("127.0.0.2", world.Dns.Record.Address);
        output.WriteLine($"forward {switched.Facts["elapsed_ms"]} ms (TTL waited {switched.Facts[FactNames.TtlWaitMs]} ms), back {back.Facts["elapsed_ms"]} ms");
    }

    [Fact]
    public async Task RaisesTheTtlAgain_WhenTold()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world.SucceedAsync(TrafficRunbooks.SwitchDns(raiseTtl: true));
        Assert.Equal(("127.0.0.3", 2), world.Dns.Record);
    }

    [Fact]
    public async Task ADryRun_TouchesNothing()
    {
        await using var world = await TrafficWorld.StartAsync();
        foreach (var runbook in new[] { TrafficRunbooks.DeployServices(), TrafficRunbooks.SwitchNginx(Site.Blue), TrafficRunbooks.SwitchDns() })
        {
            var planned = await world.RunAsync(runbook, dryRun: true);
            Assert.True(planned.Outcome == RunOutcome.Planned, $"{runbook.Name}: {planned.Outcome}: {planned.Reason}");
            Assert.All(planned.Steps, step => Assert.Equal(StepOutcome.Planned, step.Outcome));
        }

        world.AssertStartState();
        Assert.Empty(world.Host.Commands);
        Assert.Equal(("127.0.0.2", 2), world.Dns.Record);
        Assert.False(Directory.Exists(world.StateDirectory));
    }

    [Fact]
    public async Task AnInstanceThatRunsAlready_IsNotStoppedByTheUndo()
    {
        await using var world = await TrafficWorld.StartAsync();
        await world["api-green"].StartAsync();
        world.OldEdge.RefusesSwitchTo = "api-green";
        await world.EndsAsync(RunOutcome.Undone, TrafficRunbooks.DeployServices());
        Assert.True(world["api-green"].IsRunning);
        Assert.Empty(world.Host.Commands);
    }
}
