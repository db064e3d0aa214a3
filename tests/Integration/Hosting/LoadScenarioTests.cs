using AppHost.CommandLine;
using AppHost.Running;
using AppHost.Topology;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using MySqlRuntime;
using Rehearsal.CommandLine;

namespace Integration.Hosting;

public sealed class LoadScenarioTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AScenarioStartedByHand_Runs_AndItsStopCommandEndsIt()
    {
        var root = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
        var options = new LabOptions(new RehearsalOptions(Profile.Quick, [Phase.Db], 1, 200, Path.Combine(root, "rehearsal")), MySqlPath: null, MySqlChoice.Default, AliveBypassMilliseconds: 0, ProxyPort: null, ApiPort: null);
        await using (var lab = new Lab(new RehearseRequest(options, KeepsLab: false), options, new Interrupts(), new LabTerminal(), LabFolder.Create(root), await FindMySqlAsync()))
        {
            var builder = DistributedApplication.CreateBuilder(lab.Hosting).AddLab(lab);
            var secrets = builder.AddLabSecrets();
            var source = builder.AddSourceServer("mysql-lightsail", lab, secrets);
            var target = builder.AddRdsServer("mysql-rds", lab, secrets);
            var schema = builder.AddDoktoriSchema("lab-schema", lab, source, secrets).WaitFor(source.Resource);
            var proxy = builder.AddDatabaseProxy("db-proxy", lab, source, target, secrets);
            var site = builder.AddSite("lightsail", lab, proxy, schema, secrets);
            var network = EdgeNetwork.Choose();
            var edge = builder.AddEdge("edge-lightsail", network.Old, lab, site, [site], secrets);
            var dns = builder.AddDns("dns", network, lab, secrets);
            builder.AddLoadScenario("connpool", lab, network, proxy, secrets).WithExplicitStart().WaitFor(edge).WaitFor(dns);
            await using var app = builder.Build();
            await app.StartAsync(Cancellation);

            var started = await app.ResourceCommands.ExecuteCommandAsync("connpool", KnownResourceCommands.StartCommand, Cancellation);
            Assert.True(started.Success, started.Message);
            var log = Path.Combine(lab.Folder.Logs, "connpool.log");
            while (!File.ReadLines(log).Any(line => !line.StartsWith("[host]", StringComparison.Ordinal)))
            {
                await Task.Delay(50, Cancellation);
            }

            Assert.True(app.ResourceNotifications.TryGetCurrentState("connpool", out var running));
            Assert.True(running.Snapshot.State?.Text == KnownResourceStates.Running, await File.ReadAllTextAsync(log, Cancellation));
            var stopped = await app.ResourceCommands.ExecuteCommandAsync("connpool", KnownResourceCommands.StopCommand, Cancellation);
            Assert.True(stopped.Success, stopped.Message);
            Assert.True(app.ResourceNotifications.TryGetCurrentState("connpool", out var end));
            Assert.Equal((KnownResourceStates.Exited, 130), (end.Snapshot.State?.Text, end.Snapshot.ExitCode));
            await app.StopAsync(Cancellation);
        }

        Directory.Delete(root, recursive: true);
    }

    private static async Task<LabMySql> FindMySqlAsync()
    {
        try
        {
            return new LabMySql(await MySqlLocator.FindOrFetchAsync(cancellationToken: Cancellation), IsExecutable: false);
        }
        catch (MySqlUnavailableException reason)
        {
            Assert.Skip(reason.Problem);
            throw;
        }
    }
}
