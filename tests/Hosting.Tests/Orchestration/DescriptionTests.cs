using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.Orchestration;

public sealed class DescriptionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_Endpoints_AndLinks()
    {
        var test = new TestApplication();
        test.Add("api")
            .WithHttpEndpoint()
            .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ("/docs", "API docs"))
            .WithUrl("http://localhost:3000", "Grafana");
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var urls = Snapshot(app, "api").Urls;
        Assert.Matches("^http://localhost:[0-9]+/docs$", urls[0].Url);
        Assert.Equal(("http", "API docs"), (urls[0].Name, urls[0].DisplayProperties.DisplayName));
        Assert.Equal((null, "http://localhost:3000", "Grafana"), (urls[1].Name, urls[1].Url, urls[1].DisplayProperties.DisplayName));
    }

    [Fact]
    public async Task Tells_TheProcess_ItsIcon_AndWhatWasSaidBefore()
    {
        var test = new TestApplication();
        test.Add("api").WithIconName("Server").WithInitialState(new CustomResourceSnapshot { ResourceType = "Service", Properties = [new ResourcePropertySnapshot("side", "blue")] });
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var snapshot = Snapshot(app, "api");
        Assert.Equal(("Service", "Server"), (snapshot.ResourceType, snapshot.IconName));
        Assert.Equal("blue", snapshot.Properties.Single(property => property.Name == "side").Value);
        Assert.Equal(4711, snapshot.Properties.Single(property => property.Name == "executable.pid").Value);
    }

    [Fact]
    public async Task Offers_TheCommands_ThatMakeSense()
    {
        var test = new TestApplication();
        test.Add("api").WithCommand("drain", "Drain", _ => Task.FromResult(CommandResults.Success()), new CommandOptions
        {
            UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
        });
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        Assert.Equal(["drain", "restart", "stop"], Enabled(app));

        test.Processes["api"].Ends(139);
        await app.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Exited, Cancellation);
        Assert.Equal(["restart", "start"], Enabled(app));
    }

    [Fact]
    public async Task Disables_ACommand_WhoseStateCannotBeTold()
    {
        var test = new TestApplication();
        test.Add("api").WithCommand("drain", "Drain", _ => Task.FromResult(CommandResults.Success()), new CommandOptions { UpdateState = _ => throw new InvalidOperationException("no idea") });
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        Assert.DoesNotContain("drain", Enabled(app));
    }

    [Fact]
    public async Task Tells_OfAnEnd_HoweverItCame()
    {
        var ended = new TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var test = new TestApplication();
        test.Add("api").OnResourceStopped((_, happened, _) =>
        {
            ended.SetResult(happened.ResourceEvent.Snapshot.ExitCode);
            return Task.CompletedTask;
        });
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        test.Processes["api"].Ends(139);
        Assert.Equal(139, await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    private static CustomResourceSnapshot Snapshot(DistributedApplication app, string name) => app.ResourceNotifications.TryGetCurrentState(name, out var state) ? state.Snapshot : throw new InvalidOperationException();

    private static IEnumerable<string> Enabled(DistributedApplication app) => Snapshot(app, "api").Commands.Where(command => command.State == ResourceCommandState.Enabled).Select(command => command.Name).Order();
}
