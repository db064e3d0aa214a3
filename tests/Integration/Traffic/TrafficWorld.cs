using System.Net;
using Integration.Migration;
using Migration;
using Migration.Running;

namespace Integration.Traffic;

/// <summary>Everything of phases 9 to 11 in this process: both edges, the name server, the host, six instances. Each world has a loopback address of its own, so that ports are not shared.</summary>
internal sealed class TrafficWorld : IAsyncDisposable
{
    private const int OldTtl = 2;

    private static int _worlds;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-traffic-test-");
    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly string _net;

    private TrafficWorld()
    {
        var number = Interlocked.Increment(ref _worlds);
        _net = $"127.{100 + (System.Environment.ProcessId / 250 % 100)}.{System.Environment.ProcessId % 250}.{1 + (number % 250)}";
        Instances = [.. from service in new[] { "api", "chat" }
                        from site in new[] { "blue", "green", "vpc" }
                        select new FakeInstance($"{service}-{site}", At((service == "api" ? 8100 : 8200) + site.Length))];
        OldEdge = new FakeEdge("edge-old", At(8001), At(8002), _token, InstanceAt);
        NewEdge = new FakeEdge("edge-new", At(8003), At(8004), _token, InstanceAt);
        Dns = new FakeDns(At(8005), new IPEndPoint(IPAddress.Parse(_net), 8053), _token, "doktori.test", "127.0.0.2", OldTtl);
        Host = new FakeHost(At(8006), _token, Instances);
    }

    public IReadOnlyList<FakeInstance> Instances { get; }

    public FakeEdge OldEdge { get; }

    public FakeEdge NewEdge { get; }

    public FakeDns Dns { get; }

    public FakeHost Host { get; }

    public EventLog Events { get; } = new();

    public FakeInstance this[string name] => Instances.Single(instance => instance.Name == name);

    public MigrationLimits Limits { get; set; } = new()
    {
        Step = TimeSpan.FromSeconds(20),
        InstanceReady = TimeSpan.FromSeconds(20),
        Confirm = TimeSpan.FromSeconds(20),
        Drain = TimeSpan.FromSeconds(20),
        Quiet = TimeSpan.FromMilliseconds(50),
        LowTtl = TimeSpan.FromSeconds(1),
        EdgeIdle = TimeSpan.FromMilliseconds(300),
        EdgeIdleWait = TimeSpan.FromSeconds(20),
        Undo = TimeSpan.FromSeconds(20),
    };

    public string StateDirectory { get; set; } = "";

    public MigrationContext Context => new(Options(), StateDirectory, Limits);

    public static async Task<TrafficWorld> StartAsync()
    {
        var world = new TrafficWorld();
        world.StateDirectory = Path.Combine(world._folder.FullName, "state");
        foreach (var instance in world.Instances.Where(instance => !instance.Name.EndsWith("green", StringComparison.Ordinal)))
        {
            await instance.StartAsync();
        }

        foreach (var service in new[] { "api", "chat" })
        {
            world.OldEdge.Configure(service, world[$"{service}-vpc"]);
            world.OldEdge.Configure(service, world[$"{service}-blue"]);
            world.NewEdge.Configure(service, world[$"{service}-vpc"]);
        }

        await world.OldEdge.StartAsync();
        await world.NewEdge.StartAsync();
        await world.Dns.StartAsync();
        await world.Host.StartAsync();
        return world;
    }

    /// <summary>Where clients of the old edge go, and who runs.</summary>
    public (string? Api, string? Chat, string Running) Standing() =>
        (OldEdge.ActiveOf("api"), OldEdge.ActiveOf("chat"), string.Join(' ', Instances.Where(instance => instance.IsRunning).Select(instance => instance.Name)));

    public void AssertStartState()
    {
        Assert.Equal(("api-blue", "chat-blue", "api-blue api-vpc chat-blue chat-vpc"), Standing());
        Assert.Empty(OldEdge.Failed);
    }

    public void AssertDeployed()
    {
        Assert.Equal(("api-green", "chat-green", "api-green api-vpc chat-green chat-vpc"), Standing());
        Assert.Empty(OldEdge.Failed);
    }

    public Task<RunbookResult> RunAsync(Runbook runbook, bool dryRun = false) =>
        RunbookRunner.RunAsync(runbook, Context, new RunOptions { DryRun = dryRun }, Events, TestContext.Current.CancellationToken);

    public async Task<RunbookResult> SucceedAsync(Runbook runbook)
    {
        var result = await RunAsync(runbook);
        Assert.True(result.IsSuccess, $"{runbook.Name}: {result.Outcome} at {result.FailedStep}: {result.Reason}\n{string.Join('\n', Events.Last(20))}");
        return result;
    }

    public async Task<RunbookResult> EndsAsync(RunOutcome outcome, Runbook runbook, string? words = null)
    {
        var result = await RunAsync(runbook);
        Assert.True(result.Outcome == outcome, $"{runbook.Name}: {result.Outcome} at {result.FailedStep}: {result.Reason}\n{string.Join('\n', Events.Last(20))}");
        Assert.Contains(words ?? "", result.Reason ?? "", StringComparison.Ordinal);
        return result;
    }

    /// <summary>The settings of this world as the command line reads them.</summary>
    public Dictionary<string, string> Environment() => new(Instances.Select(instance =>
        KeyValuePair.Create($"MIGRATION_{instance.Name.ToUpperInvariant().Replace('-', '_')}", $"{instance.Name}={instance.Url}")))
    {
        ["MIGRATION_EDGE"] = OldEdge.Url.ToString(),
        ["MIGRATION_EDGE_CONTROL"] = OldEdge.Control.ToString(),
        ["MIGRATION_EDGE_TOKEN"] = _token,
        ["MIGRATION_NEW_EDGE"] = NewEdge.Url.ToString(),
        ["MIGRATION_NEW_EDGE_CONTROL"] = NewEdge.Control.ToString(),
        ["MIGRATION_NEW_EDGE_TOKEN"] = _token,
        ["MIGRATION_DNS"] = Dns.Listen.ToString(),
        ["MIGRATION_DNS_CONTROL"] = Dns.Control.ToString(),
        ["MIGRATION_DNS_TOKEN"] = _token,
        ["MIGRATION_DNS_OLD"] = "127.0.0.2",
        ["MIGRATION_DNS_NEW"] = "127.0.0.3",
        ["MIGRATION_HOST_CONTROL"] = Host.Control.ToString(),
        ["MIGRATION_HOST_TOKEN"] = _token,
        ["MIGRATION_STATE_DIR"] = StateDirectory,
    };

    public async ValueTask DisposeAsync()
    {
        await OldEdge.DisposeAsync();
        await NewEdge.DisposeAsync();
        await Dns.DisposeAsync();
        await Host.DisposeAsync();
        foreach (var instance in Instances)
        {
            await instance.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    public TrafficOptions Options() => new()
    {
        Edge = new EdgeEndpoint(OldEdge.Name, OldEdge.Url, OldEdge.Control, _token),
        NewEdge = new EdgeEndpoint(NewEdge.Name, NewEdge.Url, NewEdge.Control, _token),
        Dns = new DnsEndpoint(Dns.Listen.Address.ToString(), Dns.Listen.Port, Dns.Control, _token) { OldAddress = "127.0.0.2", NewAddress = "127.0.0.3" },
        Host = new HostEndpoint(Host.Control, _token),
        Api = ServiceOptions.For(Service.Api) with { Instances = InstancesOf("api") },
        Chat = ServiceOptions.For(Service.Chat) with { Instances = InstancesOf("chat") },
    };

    private Dictionary<Site, ServiceInstance> InstancesOf(string service) => Enum.GetValues<Site>().ToDictionary(
        site => site,
        site => new ServiceInstance(this[$"{service}-{site}".ToLowerInvariant()].Name, this[$"{service}-{site}".ToLowerInvariant()].Url));

    private FakeInstance? InstanceAt(string address) => Instances.FirstOrDefault(instance => instance.HostAndPort == address);

    private Uri At(int port) => new($"http://{_net}:{port}");
}
