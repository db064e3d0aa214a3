using System.Globalization;
using AppHost.Control;
using AppHost.Dashboard;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>What is started by hand: the load scenarios and the rehearsal.</summary>
internal static class RehearsalExtensions
{
    public static IResourceBuilder<ProjectResource> AddLoadScenario(
        this IDistributedApplicationBuilder builder, string name, Lab lab, IResourceBuilder<ProjectResource> api, IResourceBuilder<ProjectResource> proxy, LabSecrets secrets) =>
        builder.AddProject(name, LabProjects.LoadTests)
            .WithArgs(name, "--out", Path.GetFullPath(Path.Combine(lab.Options.Rehearsal.OutputFolder, "..", "migration")))
            .WithSampledTraces()
            .WithEnvironment("BASE_URL", DoktoriExtensions.LoopbackUrl(api.GetEndpoint("http"), "/api"))
            .WithEnvironment("LOADTESTS_DB", DoktoriDatabase.ConnectionString(proxy.GetEndpoint("mysql"), DoktoriDatabase.Account, secrets.Application))
            .WithEnvironment(context => TestTokens.GiveAsync(context, api.GetEndpoint("http"), Path.Combine(lab.Folder.Path, $"{name}.tokens.json")));

    public static IResourceBuilder<ProjectResource> AddRehearsal(
        this IDistributedApplicationBuilder builder,
        string name,
        Lab lab,
        MySqlServer source,
        MySqlServer target,
        IResourceBuilder<ProjectResource> proxy,
        IResourceBuilder<ProjectResource> api,
        LabSecrets secrets)
    {
        string[] arguments = ["play", .. lab.Options.Rehearsal.ToArguments()];
        var rehearsal = builder.AddProject(name, LabProjects.Rehearsal)
            .WithArgs(arguments)
            .WithEnvironment("LAB_SOURCE", source.ConnectionString("root", secrets.Root))
            .WithEnvironment("LAB_TARGET", target.ConnectionString("admin", secrets.Admin))
            .WithEnvironment("LAB_SOURCE_PEER", source.PeerAddress)
            .WithEnvironment("LAB_TARGET_PEER", target.PeerAddress)
            .WithEnvironment("LAB_PROXY", $"127.0.0.1:{proxy.GetEndpoint("mysql").Property(EndpointProperty.Port)}")
            .WithEnvironment("LAB_PROXY_CONTROL", DoktoriExtensions.LoopbackUrl(proxy.GetEndpoint("control")))
            .WithEnvironment("LAB_PROXY_TOKEN", secrets.ProxyToken)
            .WithEnvironment("LAB_API", DoktoriExtensions.LoopbackUrl(api.GetEndpoint("http"), "/api"))
            .WithEnvironment("LAB_APP_PASSWORD", secrets.Application)
            .WithEnvironment("LAB_REPL_PASSWORD", secrets.Replication)
            .WithEnvironment("LAB_HIKARI_ALIVE_BYPASS_MS", lab.Options.AliveBypassMilliseconds.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("LAB_LOGS", lab.Folder.Logs)
            .WithLabControl(lab);
        if (lab.Options.MySqlPath is { } mysqld)
        {
            rehearsal.WithEnvironment("LAB_MYSQLD", mysqld);
        }

        return lab.Console is not { } console
            ? rehearsal
            : rehearsal
                .WithEnvironment("LAB_CONSOLE", console.PipeName)
                .WithEnvironment("LAB_CONSOLE_WIDTH", console.Width.ToString(CultureInfo.InvariantCulture))
                .WithEnvironment("LAB_CONSOLE_INTERACTIVE", console.IsInteractive ? "true" : "false");
    }
}
