using System.Globalization;
using AppHost.Dashboard;
using AppHost.Projects;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>The application's replica and the proxy between it and its database.</summary>
internal static class DoktoriExtensions
{
    /// <summary>The one whose port the user may choose.</summary>
    private const string FirstSite = "lightsail";

    /// <summary>
    /// For the chat, which asks little, and for places that serve nobody before phase 9, and in production are not there yet: every idle session is
    /// one more to move in the cutover.
    /// </summary>
    private const string FewIdleConnections = "2";

    /// <summary>Between "not ready" and the end of listening, so that whoever looks can see it.</summary>
    private const int DrainMilliseconds = 300;

    /// <summary>One-shot: applies the schema to the source and seeds it.</summary>
    public static IResourceBuilder<ProjectResource> AddDoktoriSchema(this IDistributedApplicationBuilder builder, string name, Lab lab, MySqlServer source, LabSecrets secrets) =>
        builder.AddProject<FakeDoktoriApiProject>(name)
            .WithArgs("migrate", "--rows", Text(lab.Options.Rehearsal.Rows), "--seed", Text(lab.Options.Rehearsal.Seed))
            .WithEnvironment("ConnectionStrings__doktori", source.ConnectionString("root", secrets.Root, DoktoriDatabase.Name));

    public static IResourceBuilder<ProjectResource> AddDatabaseProxy(
        this IDistributedApplicationBuilder builder, string name, Lab lab, MySqlServer source, MySqlServer target, LabSecrets secrets)
    {
        var dataPort = LoopbackPort.Choose(lab.Options.ProxyPort);
        var controlPort = LoopbackPort.Choose(null);
        var proxy = builder.AddProject<ProxySwitchProject>(name)
            .WithArgs("--role", "db")
            .WithEndpoint(dataPort, dataPort, "tcp", "mysql", isProxied: false)
            .WithHttpEndpoint(controlPort, controlPort, "control", isProxied: false)
            .WithHttpHealthCheck("/health", endpointName: "control")
            .WithSampledTraces();
        return proxy
            .WithEnvironment("PROXY_LISTEN", $"127.0.0.1:{proxy.GetEndpoint("mysql").Property(EndpointProperty.Port)}")
            .WithEnvironment("PROXY_CONTROL_URL", LoopbackUrl(proxy.GetEndpoint("control")))
            .WithEnvironment("PROXY_CONTROL_TOKEN", secrets.ProxyToken)
            .WithEnvironment("PROXY_UPSTREAM_FILE", Path.Combine(lab.Folder.Path, $"{name}.upstreams.json"))
            .WithEnvironment("PROXY_UPSTREAMS", $"source={source.Address};target={target.Address}")
            .WithEnvironment("PROXY_ACTIVE", "source");
    }

    /// <summary>The API and the chat of one place: <c>api-NAME</c> and <c>chat-NAME</c>.</summary>
    public static DoktoriSite AddSite(
        this IDistributedApplicationBuilder builder,
        string name,
        Lab lab,
        IResourceBuilder<ProjectResource> proxy,
        IResourceBuilder<ProjectResource> schema,
        LabSecrets secrets)
    {
        return new DoktoriSite(Add("api", lab.Options.ApiPort), Add("chat", asked: null));

        IResourceBuilder<ProjectResource> Add(string role, int? asked) =>
            builder.AddDoktoriService($"{role}-{name}", role, servesFromTheStart: name == FirstSite, LoopbackPort.Choose(name == FirstSite ? asked : null), lab, proxy, secrets)
                .WaitFor(proxy)
                .WaitForCompletion(schema);
    }

    private static IResourceBuilder<ProjectResource> AddDoktoriService(
        this IDistributedApplicationBuilder builder, string name, string role, bool servesFromTheStart, int? port, Lab lab, IResourceBuilder<ProjectResource> proxy, LabSecrets secrets) =>
        builder.AddProject<FakeDoktoriApiProject>(name)
            .WithArgs("--role", role)
            .WithHttpEndpoint(port, port, isProxied: false)
            .WithHttpHealthCheck("/actuator/health/readiness")
            .WithSampledTraces()
            .WithEnvironment("ConnectionStrings__doktori", DoktoriDatabase.ConnectionString(proxy.GetEndpoint("mysql"), DoktoriDatabase.Account, secrets.Application))
            .WithEnvironment("Jwt__Secret", secrets.Jwt)
            .WithEnvironment("Server__Id", name)
            .WithEnvironment("Shutdown__DrainMs", Text(DrainMilliseconds))
            .WithEnvironment("Hikari__MaximumPoolSize", "40")
            .WithEnvironment("Hikari__MinimumIdle", role == "api" && servesFromTheStart ? "10" : FewIdleConnections)
            .WithEnvironment("Hikari__ConnectionTimeoutMs", "3000")
            .WithEnvironment("Hikari__AliveBypassWindowMs", Text(lab.Options.AliveBypassMilliseconds))
            .WithEnvironment("Hikari__ConnectionTestQuery", lab.Options.ConnectionTestQuery ?? "");

    /// <summary>By number: a name could lead to another address family than the one that is listened on.</summary>
    public static ReferenceExpression LoopbackUrl(EndpointReference endpoint, string path = "") =>
        ReferenceExpression.Create($"http://127.0.0.1:{endpoint.Property(EndpointProperty.Port)}{path}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
