using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

public sealed class StartOrderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starts_ADependent_OnlyOnceWhatItWaitsForIsHealthy()
    {
        var test = new TestApplication();
        var (database, health) = test.AddWithHealth("database");
        test.Add("api").WaitFor(database);
        await using var app = test.Builder.Build();

        var start = app.StartAsync(Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("database", KnownResourceStates.Running, Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Waiting, Cancellation);
        Assert.False(test.Processes.Has("api"));

        health.IsOn = true;
        await test.PassTimeUntilAsync(start, TimeSpan.FromMilliseconds(100));
        Assert.Equal(["database", "api"], test.Processes.Started);
    }

    [Fact]
    public async Task Starts_IndependentResources_SideBySide()
    {
        var test = new TestApplication();
        var (one, oneHealth) = test.AddWithHealth("one");
        var (two, twoHealth) = test.AddWithHealth("two");
        await using var app = test.Builder.Build();

        var start = app.StartAsync(Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("one", KnownResourceStates.Running, Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("two", KnownResourceStates.Running, Cancellation);
        Assert.False(start.IsCompleted);

        (oneHealth.IsOn, twoHealth.IsOn) = (true, true);
        await test.PassTimeUntilAsync(start, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Holds_Dependents_UntilReadyHandlersHaveReturned()
    {
        var provisioned = new TaskCompletionSource();
        var test = new TestApplication();
        var database = test.Add("database").OnResourceReady((_, _, _) => provisioned.Task);
        test.Add("api").WaitFor(database);
        await using var app = test.Builder.Build();

        var start = app.StartAsync(Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("database", KnownResourceStates.Running, Cancellation);
        Assert.False(test.Processes.Has("api"));

        provisioned.SetResult();
        await start;
        Assert.True(test.Processes.Has("api"));
    }

    [Fact]
    public async Task Waits_ForCompletion_WithTheExpectedExitCode()
    {
        var test = new TestApplication();
        var schema = test.Add("schema");
        test.Add("api").WaitForCompletion(schema);
        await using var app = test.Builder.Build();

        var start = app.StartAsync(Cancellation);
        await app.ResourceNotifications.WaitForResourceAsync("schema", KnownResourceStates.Running, Cancellation);
        Assert.False(test.Processes.Has("api"));

        test.Processes["schema"].Ends(0);
        await start;
        Assert.Equal(["schema", "api"], test.Processes.Started);
    }

    [Fact]
    public async Task Leaves_ExplicitlyStartedResources_Alone_UntilTheirCommand()
    {
        var test = new TestApplication();
        test.Add("load").WithExplicitStart();
        await using var app = test.Builder.Build();

        await app.StartAsync(Cancellation);
        Assert.False(test.Processes.Has("load"));

        var started = await app.ResourceCommands.ExecuteCommandAsync("load", KnownResourceCommands.StartCommand, Cancellation);
        Assert.True(started.Success, started.Message);
        Assert.True(test.Processes.Has("load"));
    }

    [Fact]
    public async Task Refuses_ACircle_BeforeAnythingStarts()
    {
        var test = new TestApplication();
        var one = test.Add("one");
        var two = test.Add("two").WaitFor(one);
        one.WaitForCompletion(test.Add("three").WaitFor(two));
        await using var app = test.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Equal("Resources wait for each other in a circle: one → three → two → one.", error.Message);
        Assert.Empty(test.Processes.Started);
    }

    [Fact]
    public async Task Stops_Dependents_First()
    {
        var test = new TestApplication();
        var database = test.Add("database");
        var api = test.Add("api").WaitFor(database);
        test.Add("load").WaitFor(api);
        await using var app = test.Builder.Build();

        await app.StartAsync(Cancellation);
        await app.StopAsync(Cancellation);
        Assert.Equal(["load", "api", "database"], test.Processes.Asked);
    }
}
