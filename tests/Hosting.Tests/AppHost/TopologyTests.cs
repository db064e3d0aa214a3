using System.Globalization;
using AppHost.CommandLine;
using AppHost.Running;
using AppHost.Topology;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Migration;
using Rehearsal.CommandLine;

namespace Hosting.Tests.AppHost;

/// <summary>What each program is given, by the names the programs know.</summary>
public sealed class TopologyTests : IDisposable
{
    private readonly Lab lab;
    private readonly IDistributedApplicationBuilder builder;
    private readonly LabSecrets secrets;
    private readonly string root = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    public TopologyTests()
    {
        var options = new LabOptions(new RehearsalOptions(Profile.Quick, [Phase.Db], 5, 400, root), MySqlPath: null, MySqlChoice.Default, AliveBypassMilliseconds: 250, ProxyPort: null, ApiPort: null);

        // Without an installation the servers are containers, whose peers meet by name: that is the case worth telling apart.
        lab = new Lab(new RehearseRequest(options, KeepsLab: false), options, new Interrupts(), new LabTerminal(), LabFolder.Create(root), new LabMySql(Installation: null, IsExecutable: false));
        builder = DistributedApplication.CreateBuilder(lab.Hosting).AddLab(lab);
        secrets = builder.AddLabSecrets();
    }

    [Fact]
    public async Task Gives_TheSchema_RootOnTheSource()
    {
        var source = builder.AddSourceServer("mysql-lightsail", lab, secrets);
        var schema = builder.AddDoktoriSchema("lab-schema", lab, source, secrets);
        Allocate(source.Resource.Resource);

        Assert.Equal(["migrate", "--rows", "400", "--seed", "5"], await ArgumentsOfAsync(schema.Resource));
        Assert.Equal($"Server=127.0.0.1;Port={source.Endpoint.Port};User ID=root;Password={secrets.Passwords.Root};Database=doktori;SslMode=None;AllowPublicKeyRetrieval=true", (await EnvironmentOfAsync(schema.Resource))["ConnectionStrings__doktori"]);
    }

    [Fact]
    public async Task Gives_TheApi_ItsDatabase_ThroughTheProxy()
    {
        var migration = AddAll();
        var (proxy, api) = (migration.Proxy, migration.Blue.Api);
        var environment = await EnvironmentOfAsync(api.Resource);
        Assert.Equal(
            $"Server=127.0.0.1;Port={proxy.GetEndpoint("mysql").Port};User ID=doktori_app;Password={secrets.Passwords.Application};Database=doktori;SslMode=None;AllowPublicKeyRetrieval=true",
            environment["ConnectionStrings__doktori"]);
        Assert.Equal("api-lightsail", environment["Server__Id"]);
        Assert.Equal(("250", SessionGate.ValidationQuery), (environment["Hikari__AliveBypassWindowMs"], environment["Hikari__ConnectionTestQuery"]));
        Assert.Equal(["40", "10", "3000"], [environment["Hikari__MaximumPoolSize"], environment["Hikari__MinimumIdle"], environment["Hikari__ConnectionTimeoutMs"]]);
        Assert.True(environment["Jwt__Secret"].Length >= 32);
    }

    [Fact]
    public async Task Gives_TheProxy_BothServers_AndTheSourceFirst()
    {
        var migration = AddAll();
        var (source, target, proxy) = (migration.Source, migration.Target, migration.Proxy);
        var environment = await EnvironmentOfAsync(proxy.Resource);
        Assert.Equal(["--role", "db"], await ArgumentsOfAsync(proxy.Resource));
        Assert.Equal($"127.0.0.1:{proxy.GetEndpoint("mysql").Port}", environment["PROXY_LISTEN"]);
        Assert.Equal($"http://127.0.0.1:{proxy.GetEndpoint("control").Port}", environment["PROXY_CONTROL_URL"]);
        Assert.Equal($"source=127.0.0.1:{source.Endpoint.Port};target=127.0.0.1:{target.Endpoint.Port}", environment["PROXY_UPSTREAMS"]);
        Assert.Equal("source", environment["PROXY_ACTIVE"]);
        Assert.StartsWith(lab.Folder.Path, environment["PROXY_UPSTREAM_FILE"], StringComparison.Ordinal);
        Assert.True(environment["PROXY_CONTROL_TOKEN"].Length >= 32);
    }

    [Fact]
    public async Task Gives_TheEdges_OnePortOfTwoAddresses_AndTheirUpstreams()
    {
        var migration = AddAll();
        var (before, after) = (await EnvironmentOfAsync(migration.OldEdge.Resource), await EnvironmentOfAsync(migration.NewEdge.Resource));

        Assert.Equal(["--role", "edge"], await ArgumentsOfAsync(migration.OldEdge.Resource));
        Assert.Equal(($"127.0.0.2:{migration.Network.Old.Port}", $"127.0.0.3:{migration.Network.Old.Port}"), (before["PROXY_LISTEN"], after["PROXY_LISTEN"]));
        Assert.Equal(("api=api-lightsail;chat=chat-lightsail", "api=api-vpc;chat=chat-vpc"), (before["PROXY_ACTIVE"], after["PROXY_ACTIVE"]));
        Assert.Contains($"api-lightsail-green=127.0.0.1:{migration.Green.Api.GetEndpoint("http").Port};", before["PROXY_UPSTREAMS"], StringComparison.Ordinal);
        Assert.DoesNotContain("lightsail", after["PROXY_UPSTREAMS"], StringComparison.Ordinal);
        Assert.Equal("parentbased_traceidratio", before["OTEL_TRACES_SAMPLER"]);
    }

    [Fact]
    public async Task Gives_TheNameServer_TheZone_WithTheProfilesTimeToLive()
    {
        var migration = AddAll();
        var environment = await EnvironmentOfAsync(migration.Dns.Resource);

        Assert.Equal((migration.Network.Dns.ToString(), "doktori.test", "doktori.test=127.0.0.2", "3"), (environment["DNS_LISTEN"], environment["DNS_ZONE"], environment["DNS_RECORDS"], environment["DNS_TTL_SECONDS"]));
    }

    [Fact]
    public async Task Gives_TheRehearsal_WhatItsContractNames()
    {
        var migration = AddAll();
        var proxy = migration.Proxy;
        var rehearsal = builder.AddRehearsal("rehearsal", lab, migration, secrets);
        var environment = await EnvironmentOfAsync(rehearsal.Resource);

        Assert.Equal("parentbased_traceidratio", environment["OTEL_TRACES_SAMPLER"]); // its loads inherit it
        Assert.Equal(["play", .. lab.Options.Rehearsal.ToArguments()], await ArgumentsOfAsync(rehearsal.Resource));
        Assert.Contains("User ID=root;", environment["LAB_SOURCE"], StringComparison.Ordinal);
        Assert.Contains($"User ID=admin;Password={secrets.Passwords.Admin};", environment["LAB_TARGET"], StringComparison.Ordinal);
        Assert.Equal(("mysql-lightsail:3306", "mysql-rds:3306"), (environment["LAB_SOURCE_PEER"], environment["LAB_TARGET_PEER"]));
        Assert.Equal($"127.0.0.1:{proxy.GetEndpoint("mysql").Port}", environment["LAB_PROXY"]);
        Assert.Equal($"http://127.0.0.1:{proxy.GetEndpoint("control").Port}", environment["LAB_PROXY_CONTROL"]);
        Assert.Equal((await EnvironmentOfAsync(proxy.Resource))["PROXY_CONTROL_TOKEN"], environment["LAB_PROXY_TOKEN"]);
        Assert.Equal(($"http://doktori.test:{migration.Network.Old.Port}/api", $"ws://doktori.test:{migration.Network.Old.Port}/api/ws"), (environment["LAB_BASE_URL"], environment["LAB_WS_URL"]));
        Assert.Equal(($"http://127.0.0.2:{migration.Network.Old.Port}", $"http://127.0.0.3:{migration.Network.Old.Port}"), (environment["LAB_EDGE"], environment["LAB_NEW_EDGE"]));
        Assert.Equal($"http://127.0.0.1:{migration.OldEdge.GetEndpoint("control").Port}", environment["LAB_EDGE_CONTROL"]);
        Assert.Equal((migration.Network.Dns.ToString(), $"http://127.0.0.1:{migration.Dns.GetEndpoint("control").Port}"), (environment["LAB_DNS"], environment["LAB_DNS_CONTROL"]));
        Assert.Equal($"api-lightsail-green=http://127.0.0.1:{migration.Green.Api.GetEndpoint("http").Port}", environment["LAB_API_GREEN"]);
        Assert.Equal($"chat-vpc=http://127.0.0.1:{migration.Vpc.Chat.GetEndpoint("http").Port}", environment["LAB_CHAT_VPC"]);
        Assert.Equal((secrets.Passwords.Application, secrets.Passwords.Replication), (environment["LAB_APP_PASSWORD"], environment["LAB_REPL_PASSWORD"]));
        Assert.Equal((lab.Console!.PipeName, "false"), (environment["LAB_CONSOLE"], environment["LAB_CONSOLE_INTERACTIVE"]));
        Assert.Equal(("250", SessionGate.ValidationQuery), (environment["LAB_HIKARI_ALIVE_BYPASS_MS"], environment["LAB_HIKARI_TEST_QUERY"]));
        Assert.Equal(lab.Folder.Logs, environment["LAB_LOGS"]);
        Assert.Equal(lab.Folder.Path, Path.GetDirectoryName(environment["TMPDIR"]));
        Assert.True(int.Parse(environment["LAB_CONSOLE_WIDTH"], CultureInfo.InvariantCulture) > 0);
        Assert.False(environment.ContainsKey("LAB_MYSQLD"));
    }

    [Fact]
    public async Task Keeps_EverySecret_OutOfArguments()
    {
        var migration = AddAll();
        var rehearsal = builder.AddRehearsal("rehearsal", lab, migration, secrets);
        IResource[] all = [.. ResourcesOf(migration), rehearsal.Resource];
        var arguments = (await Task.WhenAll(all.Select(ArgumentsOfAsync))).SelectMany(list => list).ToList();
        Assert.NotEmpty(arguments);
        string[] hidden = [secrets.Passwords.Root, secrets.Passwords.Admin, secrets.Passwords.Application, secrets.Passwords.Replication];
        Assert.DoesNotContain(arguments, argument => hidden.Any(secret => argument.Contains(secret, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        lab.Folder.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private MigrationTopology AddAll()
    {
        var source = builder.AddSourceServer("mysql-lightsail", lab, secrets);
        var target = builder.AddRdsServer("mysql-rds", lab, secrets);
        var schema = builder.AddDoktoriSchema("lab-schema", lab, source, secrets);
        var proxy = builder.AddDatabaseProxy("db-proxy", lab, source, target, secrets);
        var blue = builder.AddSite("lightsail", lab, proxy, schema, secrets);
        var green = builder.AddSite("lightsail-green", lab, proxy, schema, secrets).WithExplicitStart();
        var vpc = builder.AddSite("vpc", lab, proxy, schema, secrets);
        var network = EdgeNetwork.Choose();
        var added = new MigrationTopology(
            source,
            target,
            proxy,
            blue,
            green,
            vpc,
            builder.AddEdge("edge-lightsail", network.Old, lab, blue, [blue, green, vpc], secrets),
            builder.AddEdge("edge-vpc", network.New, lab, vpc, [vpc], secrets),
            builder.AddDns("dns", network, lab, secrets),
            network);
        Allocate([.. ResourcesOf(added)]);
        return added;
    }

    private static IEnumerable<IResource> ResourcesOf(MigrationTopology migration) =>
    [
        migration.Source.Resource.Resource, migration.Target.Resource.Resource, migration.Proxy.Resource,
        .. new[] { migration.Blue, migration.Green, migration.Vpc }.SelectMany(site => site.Services).Select(service => service.Resource),
        migration.OldEdge.Resource, migration.NewEdge.Resource, migration.Dns.Resource,
    ];

    private static void Allocate(params IResource[] resources)
    {
        using var allocator = new EndpointAllocator();
        allocator.Allocate(resources);
    }

    private static async Task<IReadOnlyList<string>> ArgumentsOfAsync(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], resource, TestContext.Current.CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return [.. context.Args.Select(argument => (string)argument)];
    }

    private static async Task<Dictionary<string, string>> EnvironmentOfAsync(ProjectResource resource)
    {
        var context = new EnvironmentCallbackContext(resource, [], TestContext.Current.CancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        var values = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            values[name] = value is IValueProvider provider ? (await provider.GetValueAsync(context.CancellationToken))! : (string)value;
        }

        return values;
    }
}
