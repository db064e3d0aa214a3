using System.Globalization;
using AppHost.Control;
using AppHost.Dashboard;
using AppHost.Projects;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Rehearsal.Playing;

namespace AppHost.Topology;

/// <summary>What is started by hand: the load scenarios and the rehearsal.</summary>
internal static class RehearsalExtensions
{
    public static IResourceBuilder<ProjectResource> AddLoadScenario(
        this IDistributedApplicationBuilder builder, string name, Lab lab, EdgeNetwork network, IResourceBuilder<ProjectResource> proxy, LabSecrets secrets) =>
        builder.AddProject<LoadTestsProject>(name)
            .WithArgs(name, "--out", Path.GetFullPath(Path.Combine(lab.Options.Rehearsal.OutputFolder, "..", "migration")))
            .WithSampledTraces()
            .WithEnvironment("BASE_URL", network.BaseUrl)
            .WithEnvironment("WS_URL", network.WebSocketUrl)
            .WithEnvironment("DNS_SERVER", network.Dns.ToString())
            .WithEnvironment("CHAT_ROOM_ID", DoktoriDatabase.ChatRoom)
            .WithEnvironment("LOADTESTS_DB", DoktoriDatabase.ConnectionString(proxy.GetEndpoint("mysql"), DoktoriDatabase.Account, secrets.Application))
            .WithEnvironment(async context =>
            {
                var file = Path.Combine(lab.Folder.Path, $"{name}.tokens.json");
                await TestUsers.SignInAsync(new Uri($"http://{network.Old}/api"), file, context.CancellationToken);
                context.EnvironmentVariables["LOADTESTS_TOKENS_FILE"] = file;
            });

    public static IResourceBuilder<ProjectResource> AddRehearsal(this IDistributedApplicationBuilder builder, string name, Lab lab, MigrationTopology migration, LabSecrets secrets)
    {
        string[] arguments = ["play", .. lab.Options.Rehearsal.ToArguments()];
        var rehearsal = builder.AddProject<RehearsalProject>(name)
            .WithArgs(arguments)
            .WithSampledTraces() // for the loads it starts; its runbooks are always traced
            .WithEnvironment("LAB_SOURCE", migration.Source.ConnectionString("root", secrets.Root))
            .WithEnvironment("LAB_TARGET", migration.Target.ConnectionString("admin", secrets.Admin))
            .WithEnvironment("LAB_SOURCE_PEER", migration.Source.PeerAddress)
            .WithEnvironment("LAB_TARGET_PEER", migration.Target.PeerAddress)
            .WithEnvironment("LAB_PROXY", $"127.0.0.1:{migration.Proxy.GetEndpoint("mysql").Property(EndpointProperty.Port)}")
            .WithEnvironment("LAB_PROXY_CONTROL", DoktoriExtensions.LoopbackUrl(migration.Proxy.GetEndpoint("control")))
            .WithEnvironment("LAB_PROXY_TOKEN", secrets.ProxyToken)
            .WithTraffic(migration)
            .WithEnvironment("LAB_APP_PASSWORD", secrets.Application)
            .WithEnvironment("LAB_REPL_PASSWORD", secrets.Replication)
            .WithEnvironment("LAB_HIKARI_ALIVE_BYPASS_MS", lab.Options.AliveBypassMilliseconds.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("LAB_HIKARI_TEST_QUERY", lab.Options.ConnectionTestQuery ?? "")
            .WithEnvironment("LAB_LOGS", lab.Folder.Logs)
            .WithEnvironment("TMPDIR", lab.Folder.Temporary)
            .WithLabControl(lab);
        if (lab.Options.MySqlPath is { } mysqld)
        {
            rehearsal.WithEnvironment("LAB_MYSQLD", mysqld);
        }

        if (lab.MySqlDump is { } mysqldump)
        {
            rehearsal.WithEnvironment("LAB_MYSQLDUMP", mysqldump);
        }

        return lab.Console is not { } console
            ? rehearsal
            : rehearsal
                .WithEnvironment("LAB_CONSOLE", console.PipeName)
                .WithEnvironment("LAB_CONSOLE_WIDTH", console.Width.ToString(CultureInfo.InvariantCulture))
                .WithEnvironment("LAB_CONSOLE_INTERACTIVE", console.IsInteractive ? "true" : "false");
    }

    private static IResourceBuilder<ProjectResource> WithTraffic(this IResourceBuilder<ProjectResource> rehearsal, MigrationTopology migration) =>
        rehearsal
            .WithEnvironment("LAB_BASE_URL", migration.Network.BaseUrl)
            .WithEnvironment("LAB_WS_URL", migration.Network.WebSocketUrl)
            .WithEnvironment("LAB_CHAT_ROOM", DoktoriDatabase.ChatRoom)
            .WithEnvironment("LAB_EDGE", $"http://{migration.Network.Old.ToString()}")
            .WithEnvironment("LAB_EDGE_CONTROL", DoktoriExtensions.LoopbackUrl(migration.OldEdge.GetEndpoint("control")))
            .WithEnvironment("LAB_NEW_EDGE", $"http://{migration.Network.New.ToString()}")
            .WithEnvironment("LAB_NEW_EDGE_CONTROL", DoktoriExtensions.LoopbackUrl(migration.NewEdge.GetEndpoint("control")))
            .WithEnvironment("LAB_DNS", migration.Network.Dns.ToString())
            .WithEnvironment("LAB_DNS_CONTROL", DoktoriExtensions.LoopbackUrl(migration.Dns.GetEndpoint("control")))
            .WithSite("BLUE", migration.Blue)
            .WithSite("GREEN", migration.Green)
            .WithSite("VPC", migration.Vpc);

    private static IResourceBuilder<ProjectResource> WithSite(this IResourceBuilder<ProjectResource> rehearsal, string side, DoktoriSite site) =>
        rehearsal
            .WithEnvironment($"LAB_API_{side}", Instance(site.Api))
            .WithEnvironment($"LAB_CHAT_{side}", Instance(site.Chat));

    private static ReferenceExpression Instance(IResourceBuilder<ProjectResource> service) =>
        ReferenceExpression.Create($"{service.Resource.Name}=http://127.0.0.1:{service.GetEndpoint("http").Property(EndpointProperty.Port)}");
}
