using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hosting.Tests.Orchestration;

public sealed class HealthTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_AResourceThatTurnsSick_WhileItRuns()
    {
        var test = new TestApplication();
        var (_, health) = test.AddWithHealth("api");
        health.IsOn = true;
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("api", Cancellation);

        health.IsOn = false;
        var sick = app.ResourceNotifications.WaitForResourceAsync("api", change => change.Snapshot.HealthStatus == HealthStatus.Unhealthy, Cancellation);
        await test.PassTimeUntilAsync(sick, TimeSpan.FromSeconds(1));
        Assert.Equal("switched off", (await sick).Snapshot.HealthReports.Single().Description);
    }

    [Fact]
    public async Task Forgets_Health_WhenTheProcessEnds()
    {
        var test = new TestApplication();
        var (_, health) = test.AddWithHealth("api");
        health.IsOn = true;
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);
        test.Processes["api"].Ends(0);
        await app.ResourceNotifications.WaitForResourceAsync("api", KnownResourceStates.Finished, Cancellation);

        Assert.True(app.ResourceNotifications.TryGetCurrentState("api", out var state));
        Assert.Null(state.Snapshot.HealthStatus);
        Assert.Equal(0, state.Snapshot.ExitCode);
    }

    [Fact]
    public async Task Fails_AHealthCheckThatIsNotRegistered()
    {
        var test = new TestApplication("--Embedded:StartTimeout=5");
        test.Add("api").WithHealthCheck("missing");
        await using var app = test.Builder.Build();
        var start = app.StartAsync(Cancellation);
        await test.PassTimeUntilAsync(start, TimeSpan.FromSeconds(1));
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => start);
        Assert.Contains("no health check 'missing' is registered", error.Message, StringComparison.Ordinal);
    }
}
