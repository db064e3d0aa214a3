using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ProxySwitch.Control;
using ProxySwitch.Edge;
using ProxySwitch.Edge.Forwarding;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Tests.Upstreams;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Tests.Edge.Routing;

public sealed class EdgeSwitchboardTests : IDisposable
{
    private const string Table = """
        { "active": { "api": "a1", "chat": "c1" },
          "upstreams": { "a1": "127.0.0.1:1", "c1": "127.0.0.1:2", "a2": "127.0.0.1:3", "c2": "127.0.0.1:4" } }
        """;

    private readonly TemporaryFolder folder = new();
    private readonly FakeNetwork network = new();
    private readonly FakeTimeProvider clock = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly UpstreamClients clients;
    private readonly TableFile<EdgeTable> file;
    private readonly EdgeSwitchboard switchboard;

    public EdgeSwitchboardTests()
    {
        var format = new EdgeTableFormat(new([]));
        var options = new EdgeOptions { Listen = new(IPAddress.Loopback, 0), Control = new(IPAddress.Loopback, 0), Token = ControlToken.None, Name = "edge", UpstreamFile = "" };
        clients = new(options, network);
        file = new(folder["edge.json"], "upstream file", format);
        switchboard = new(file, format, network, clients, clock, NullLogger<EdgeSwitchboard>.Instance);
        File.WriteAllText(file.Path, Table);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        switchboard.Dispose();
        clients.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Starts_EvenIfEverythingIsDown()
    {
        network.Down.UnionWith(["a1", "c1"]);

        Assert.Null(await switchboard.StartAsync(Cancellation));

        Assert.Equal((1, "a1", "c1"), (switchboard.Current.Number, Api(), Chat()));
        Assert.Null(switchboard.Current.RetiredAt);
    }

    [Fact]
    public async Task ASwitch_MovesTheNamedRoutes_AndRetiresTheOldGeneration()
    {
        await switchboard.StartAsync(Cancellation);
        var old = switchboard.Current;

        Assert.Null(await switchboard.SwitchAsync(new("a2", null, []), Cancellation));

        Assert.Equal((2, "a2", "c1"), (switchboard.Current.Number, Api(), Chat()));
        Assert.Equal(new ActiveUpstreams("a2", "c1"), file.Read().Table!.Active);
        Assert.Equal("a1", old.TargetOf(EdgeRoute.Api).Name); // what began there stays there
        Assert.NotNull(old.RetiredAt);
    }

    [Fact]
    public async Task ASwitch_AddsAndChangesUpstreams_InTheSameStep()
    {
        await switchboard.StartAsync(Cancellation);

        Assert.Null(await switchboard.SwitchAsync(new("a3", null, [new("a3", new("127.0.0.1", 9)), new("c2", new("127.0.0.1", 10))]), Cancellation));

        Assert.Equal("http://127.0.0.1:9", switchboard.Current.TargetOf(EdgeRoute.Api).Prefix);
        Assert.Equal(["a1:1", "c1:2", "a2:3", "c2:10", "a3:9"], file.Read().Table!.Upstreams.Select(upstream => $"{upstream.Name}:{upstream.Address.Port}"));
    }

    [Fact]
    public async Task AnUpstreamThatDoesNotTakeConnections_IsRefused_AndNothingChanges()
    {
        await switchboard.StartAsync(Cancellation);
        var before = switchboard.Current;
        network.Down.Add("c2");

        Assert.Equal(TableProblemCodes.UpstreamUnreachable, (await switchboard.SwitchAsync(new("a2", "c2", []), Cancellation))?.Code);

        Assert.Same(before, switchboard.Current);
        Assert.Null(before.RetiredAt);
        Assert.Equal(Table, await File.ReadAllTextAsync(file.Path, Cancellation));
    }

    [Fact]
    public async Task AnUpstreamThatIsDownAlready_DoesNotHinderTheOtherRoute()
    {
        await switchboard.StartAsync(Cancellation);
        network.Down.Add("c1");

        Assert.Null(await switchboard.SwitchAsync(new("a2", null, []), Cancellation));
        Assert.Null(await switchboard.ReloadAsync(Cancellation));
    }

    [Theory]
    [InlineData("nowhere", "127.0.0.1", TableProblemCodes.UnknownUpstream)]
    [InlineData("a3", "10.0.0.1", TableProblemCodes.HostNotAllowed)]
    public async Task ABadChange_IsRefused_WithoutAPlace(string api, string host, string code)
    {
        await switchboard.StartAsync(Cancellation);

        var problem = await switchboard.SwitchAsync(new(api, null, [new Upstream("a3", new(host, 9))]), Cancellation);

        Assert.Equal((code, null), (problem!.Code, problem.Line));
        Assert.Equal(1, switchboard.Current.Number);
    }

    [Fact]
    public async Task AReload_KeepsTheConnectionsOfAnUpstreamThatStays()
    {
        await switchboard.StartAsync(Cancellation);
        var (api, chat) = (switchboard.Current.TargetOf(EdgeRoute.Api), switchboard.Current.TargetOf(EdgeRoute.Chat));

        await switchboard.SwitchAsync(new(null, "c2", []), Cancellation);

        Assert.Same(api.Client, switchboard.Current.TargetOf(EdgeRoute.Api).Client);
        Assert.NotSame(chat.Client, switchboard.Current.TargetOf(EdgeRoute.Chat).Client);
        Assert.Same(api.Counts, switchboard.Current.TargetOf(EdgeRoute.Api).Counts);
    }

    private string Api() => switchboard.Current.TargetOf(EdgeRoute.Api).Name;

    private string Chat() => switchboard.Current.TargetOf(EdgeRoute.Chat).Name;
}
