using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

public sealed class StopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kills_WhatDoesNotEndInTime()
    {
        var test = new TestApplication("--Embedded:StopGrace=4");
        test.Processes.Stubborn.Add("stubborn");
        test.Add("stubborn");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var stop = app.StopAsync(Cancellation);
        Assert.True(test.Processes["stubborn"].WasAsked);
        test.Clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(test.Processes["stubborn"].WasKilled);
        await test.PassTimeUntilAsync(stop, TimeSpan.FromMilliseconds(100));
        Assert.True(test.Processes["stubborn"].WasKilled);
    }

    [Fact]
    public async Task Gives_AStoppedResource_AMinute_ToFinishWhatItDoes()
    {
        var test = new TestApplication();
        test.Processes.Stubborn.Add("rehearsal");
        test.Add("rehearsal");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var stop = app.ResourceCommands.ExecuteCommandAsync("rehearsal", KnownResourceCommands.StopCommand, Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("rehearsal", KnownResourceStates.Stopping, Cancellation);
        test.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(test.Processes["rehearsal"].WasKilled);
        test.Processes["rehearsal"].Ends(130);
        Assert.True((await stop).Success);
        Assert.True(app.ResourceNotifications.TryGetCurrentState("rehearsal", out var end));
        Assert.Equal((KnownResourceStates.Exited, 130), (end.Snapshot.State?.Text, end.Snapshot.ExitCode));
    }

    [Fact]
    public async Task Hurries_WhenItsCallerDoes()
    {
        using var hurry = new CancellationTokenSource();
        var test = new TestApplication();
        test.Processes.Stubborn.Add("rehearsal");
        test.Add("rehearsal");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var stop = app.ResourceCommands.ExecuteCommandAsync("rehearsal", KnownResourceCommands.StopCommand, hurry.Token);
        await app.ResourceNotifications.WaitForResourceAsync("rehearsal", KnownResourceStates.Stopping, Cancellation);
        await hurry.CancelAsync();
        await stop;
        Assert.True(test.Processes["rehearsal"].WasKilled);
    }

    [Fact]
    public async Task Ends_AWaitingStart_WhenStopped()
    {
        var test = new TestApplication();
        var (database, _) = test.AddWithHealth("database");
        test.Add("load").WaitFor(database).WithExplicitStart();
        database.WithExplicitStart();
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var start = app.ResourceCommands.ExecuteCommandAsync("load", KnownResourceCommands.StartCommand, Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("load", KnownResourceStates.Waiting, Cancellation);
        await app.ResourceCommands.ExecuteCommandAsync("load", KnownResourceCommands.StopCommand, Cancellation);
        Assert.True((await start).Canceled);
    }
}
