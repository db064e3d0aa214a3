using Migration;
using Migration.Control;
using Migration.Instances;

namespace Integration.Traffic;

/// <summary>Instances by the operator's own commands.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task RunsCommands_AndQuotesWhatAFailingOneSaid()
    {
        var folder = Directory.CreateTempSubdirectory("doktori-commands-");
        try
        {
            using var control = new InstanceControls(host: null);
            var instance = new ServiceInstance("api", new Uri("http://127.0.0.1:1"))
            {
                StartCommand = $"echo started > '{folder.FullName}/it'",
                StopCommand = "echo no such container >&2; exit 3",
            };
            await control.StartAsync(instance, TestContext.Current.CancellationToken);
            Assert.True(File.Exists(Path.Combine(folder.FullName, "it")));
            var failure = await Assert.ThrowsAsync<ControlFailure>(() => control.StopAsync(instance, TestContext.Current.CancellationToken));
            Assert.Equal("stop command of api: exit code 3: no such container", failure.Message);
            Assert.True(failure.IsRefusal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ACommandThatHangs_IsEndedByTheDeadline()
    {
        using var control = new InstanceControls(host: null);
        var instance = new ServiceInstance("api", new Uri("http://127.0.0.1:1")) { StartCommand = "sleep 600", StopCommand = "true" };
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => control.StartAsync(instance, limit.Token));
    }

    [Fact]
    public async Task TheCommandLine_DeploysAndShowsWhereClientsAre()
    {
        await using var world = await TrafficWorld.StartAsync();
        var (planned, plan) = await TrafficProcess.RunAsync(world, "deploy-services", "--dry-run");
        Assert.True(planned == 0, plan);
        Assert.Contains("would StartApiGreen", plan, StringComparison.Ordinal);
        world.AssertStartState();

        var (deployed, told) = await TrafficProcess.RunAsync(world, "deploy-services");
        Assert.True(deployed == 0, told);
        Assert.Contains("api_cold_start_ms", told, StringComparison.Ordinal);
        world.AssertDeployed();

        var (_, status) = await TrafficProcess.RunAsync(world, "status");
        Assert.Contains("api → api-green", status, StringComparison.Ordinal);
        Assert.Contains("127.0.0.2 (old edge)", status, StringComparison.Ordinal);
        var (usage, error) = await TrafficProcess.RunAsync(world, "switch-nginx", "--from", "vpc");
        Assert.Equal(2, usage);
        Assert.Contains("neither blue nor green", error, StringComparison.Ordinal);
    }
}
