using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

public sealed class CommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_AResourcesOwnCommand_AndReportsWhatItSays()
    {
        var test = new TestApplication();
        test.Add("proxy").WithCommand("switch", "Switch", context => Task.FromResult(CommandResults.Success($"{context.ResourceName} switched")));
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var result = await app.ResourceCommands.ExecuteCommandAsync("proxy", "switch", Cancellation);
        Assert.Equal((true, "proxy switched"), (result.Success, result.Message));
    }

    [Fact]
    public async Task Refuses_ACommand_WhileItMakesNoSense()
    {
        var pressed = 0;
        var test = new TestApplication();
        test.Add("proxy").WithCommand(
            "switch",
            "Switch",
            _ => Task.FromResult(CommandResults.Success($"{++pressed}")),
            new CommandOptions { UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled })
            .WithExplicitStart();
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var result = await app.ResourceCommands.ExecuteCommandAsync("proxy", "switch", Cancellation);
        Assert.Equal((false, "'Switch' cannot be pressed while 'proxy' is NotStarted."), (result.Success, result.Message));
        Assert.Equal(0, pressed);
    }

    [Fact]
    public async Task Turns_AnExceptionOfACommand_IntoAFailure()
    {
        var test = new TestApplication();
        test.Add("proxy").WithCommand("switch", "Switch", _ => throw new InvalidOperationException("the table is broken"));
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var result = await app.ResourceCommands.ExecuteCommandAsync("proxy", "switch", Cancellation);
        Assert.Equal((false, "the table is broken"), (result.Success, result.Message));
    }

    [Fact]
    public async Task Refuses_ASecondStart()
    {
        var test = new TestApplication();
        test.Add("api");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var result = await app.ResourceCommands.ExecuteCommandAsync("api", KnownResourceCommands.StartCommand, Cancellation);
        Assert.Equal((false, "'api' already runs."), (result.Success, result.Message));
        Assert.True(app.ResourceNotifications.TryGetCurrentState("api", out var state));
        Assert.Equal(KnownResourceStates.Running, state.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Refuses_ACommand_PressedTwice()
    {
        var (begun, finish) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var test = new TestApplication();
        test.Add("proxy").WithCommand("switch", "Switch", async _ =>
        {
            begun.TrySetResult();
            await finish.Task;
            return CommandResults.Success();
        });
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var first = app.ResourceCommands.ExecuteCommandAsync("proxy", "switch", Cancellation);
        await begun.Task;
        var second = await app.ResourceCommands.ExecuteCommandAsync("proxy", "switch", Cancellation);
        Assert.Equal((false, "'Switch' of 'proxy' is already being carried out."), (second.Success, second.Message));
        finish.SetResult();
        Assert.True((await first).Success);
        Assert.True((await app.ResourceCommands.ExecuteCommandAsync("proxy", "switch", Cancellation)).Success);
    }

    [Fact]
    public async Task Names_TheCommands_WhenOneIsNotKnown()
    {
        var test = new TestApplication();
        test.Add("api");
        await using var app = test.Builder.Build();
        var result = await app.ResourceCommands.ExecuteCommandAsync("api", "stat", Cancellation);
        Assert.Equal((false, "'api' has no command 'stat'; it has: start, stop, restart."), (result.Success, result.Message));
    }

    [Fact]
    public async Task Restarts_ACrashedResource()
    {
        var test = new TestApplication();
        test.Add("api");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        test.Processes["api"].Ends(139);
        await app.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Exited, Cancellation);

        var result = await app.ResourceCommands.ExecuteCommandAsync("api", KnownResourceCommands.RestartCommand, Cancellation);
        Assert.True(result.Success, result.Message);
        Assert.Equal(["api", "api"], test.Processes.Started);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("api", Cancellation);
    }

    [Fact]
    public async Task Names_TheResources_WhenOneIsNotKnown()
    {
        var test = new TestApplication();
        test.Add("api");
        await using var app = test.Builder.Build();
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceCommands.ExecuteCommandAsync("apu", "start", Cancellation));
        Assert.Equal("There is no resource named 'apu'; there are: api.", error.Message);
    }
}
