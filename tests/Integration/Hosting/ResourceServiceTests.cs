using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using DashboardService = Aspire.Hosting.Dashboard.Wire.DashboardService;
using Resource = Aspire.Hosting.Dashboard.Wire.Resource;
using ResourceCommandState = Aspire.Hosting.Dashboard.Wire.ResourceCommandState;

namespace Integration.Hosting;

/// <summary>The dashboard's resource service as the dashboard uses it: over HTTP/2, with its key.</summary>
public sealed class ResourceServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
    private DistributedApplication app = null!;
    private ResourceServiceHost host = null!;
    private GrpcChannel channel = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DashboardService.DashboardServiceClient Client => new(channel);

    private Metadata Key => new() { { "x-resource-service-api-key", app.Services.GetRequiredService<DashboardOptions>().ResourceServiceKey } };

    public async ValueTask InitializeAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--Embedded:Directory", folder], ProjectDirectory = folder });
        builder.AddExecutable("edge", "/bin/sh", folder, "-c", "echo up; sleep 300 & wait")
            .WithHttpEndpoint()
            .WithCommand("switch", "Switch", _ => Task.FromResult(CommandResults.Success("green → vpc")), new CommandOptions { ConfirmationMessage = "Switch?", IsHighlighted = true })
            .WithCommand("fail", "Fail", _ => Task.FromResult(CommandResults.Failure("no")));
        app = builder.Build();
        host = app.Services.GetRequiredService<ResourceServiceHost>();
        await host.StartAsync(port: 0, Cancellation);
        channel = GrpcChannel.ForAddress(host.Address!);
        await app.StartAsync(Cancellation);
    }

    [Fact]
    public async Task Sends_AllResources_ThenEachChange()
    {
        using var watch = Client.WatchResources(new WatchResourcesRequest(), Key, cancellationToken: Cancellation);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
        var edge = Assert.Single(watch.ResponseStream.Current.InitialData.Resources);
        Assert.Equal(("edge", "Executable", "Running"), (edge.DisplayName, edge.ResourceType, edge.State));
        var command = edge.Commands.Single(command => command.Name == "switch");
        Assert.Equal(("Switch?", true, ResourceCommandState.Enabled), (command.ConfirmationMessage, command.IsHighlighted, command.State));

        await app.ResourceCommands.ExecuteCommandAsync("edge", KnownResourceCommands.StopCommand, Cancellation);
        Resource last;
        do
        {
            Assert.True(await watch.ResponseStream.MoveNext(Cancellation));
            last = Assert.Single(watch.ResponseStream.Current.Changes.Value).Upsert;
        }
        while (last.State != "Exited");
        Assert.Equal(edge.Name, last.Name);
    }

    [Fact]
    public async Task Sends_AResourcesLines_AndFollowsThem()
    {
        using var watch = Client.WatchResourceConsoleLogs(new WatchResourceConsoleLogsRequest { ResourceName = await NameAsync() }, Key, cancellationToken: Cancellation);
        app.Services.GetRequiredService<ResourceLoggerService>().LogOf("edge").Append("later");
        var lines = new List<ConsoleLogLine>();
        while (lines.TrueForAll(line => line.Text != "later") && await watch.ResponseStream.MoveNext(Cancellation))
        {
            lines.AddRange(watch.ResponseStream.Current.LogLines);
        }

        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.LineNumber));
    }

    [Fact]
    public async Task Ends_OnlyTheLog_ThatIsAskedNotToFollow()
    {
        using var watch = Client.WatchResourceConsoleLogs(new WatchResourceConsoleLogsRequest { ResourceName = await NameAsync(), SuppressFollow = true }, Key, cancellationToken: Cancellation);
        await foreach (var _ in watch.ResponseStream.ReadAllAsync(Cancellation))
        {
            // Until its end, which must come.
        }
    }

    [Fact]
    public async Task Presses_Commands()
    {
        var name = await NameAsync();
        var done = await Client.ExecuteResourceCommandAsync(new ResourceCommandRequest { CommandName = "switch", ResourceName = name, ResourceType = "Executable" }, Key, cancellationToken: Cancellation);
        Assert.Equal((ResourceCommandResponseKind.Succeeded, "green → vpc"), (done.Kind, done.Message));
        var failed = await Client.ExecuteResourceCommandAsync(new ResourceCommandRequest { CommandName = "fail", ResourceName = name, ResourceType = "Executable" }, Key, cancellationToken: Cancellation);
        Assert.Equal((ResourceCommandResponseKind.Failed, "no"), (failed.Kind, failed.Message));
    }

    [Fact]
    public async Task Refuses_WhoeverHasNoKey()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => Client.GetApplicationInformationAsync(new ApplicationInformationRequest(), cancellationToken: Cancellation).ResponseAsync);
        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    [Fact]
    public async Task GoesAway_AsUnavailable_AtOnce_AndComesBack()
    {
        using var watch = Client.WatchResources(new WatchResourcesRequest(), Key, cancellationToken: Cancellation);
        using var interactions = Client.WatchInteractions(Key, cancellationToken: Cancellation);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation));

        var port = host.Address!.Port;
        var began = TimeProvider.System.GetTimestamp();
        await host.StopAsync();
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(Cancellation))
            {
                // What was on its way.
            }
        });
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);

        await host.StartAsync(port, Cancellation);
        Assert.Equal("edge", (await FirstAsync()).DisplayName);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await host.StopAsync();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> NameAsync() => (await FirstAsync()).Name;

    private async Task<Resource> FirstAsync()
    {
        using var watch = Client.WatchResources(new WatchResourcesRequest(), Key, cancellationToken: Cancellation);
        Assert.True(await watch.ResponseStream.MoveNext(Cancellation).WaitAsync(Patience, Cancellation));
        return watch.ResponseStream.Current.InitialData.Resources.Single();
    }
}
