using System.Net;
using System.Net.Sockets;
using Migration;
using Rehearsal.CommandLine;
using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;
using Rehearsal.Playing;

namespace Rehearsal.Tests.Playing;

public sealed class LoadProcessTests : IDisposable
{
    private static readonly PlannedLoad Load = new("db-cutover", TimeSpan.FromMinutes(10));

    private readonly string folder = Directory.CreateTempSubdirectory("load-process-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ALoadThatItsPreflightRefuses_NeverRuns_ThoughItReportsItsEnd()
    {
        // Nobody answers here, so the name does not resolve.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var lab = Lab(new HostPort("127.0.0.1", ((IPEndPoint)nobody.LocalEndPoint!).Port));
        var tokens = Path.Combine(folder, "tokens.json");
        await File.WriteAllTextAsync(tokens, """["e30.e30.c2ln"]""", TestContext.Current.CancellationToken);
        var plan = RehearsalPlan.For(Profile.Full, [Phase.Db]);
        var states = new List<string>();

        await using var load = LoadProcess.Start(
            Load, "cutover-1", RunFolder.Create(folder, TimeProvider.System.GetUtcNow()), new RunIdentity("20260101-123456", Seed: 1, plan), lab, tokens, (LoadProgress live) => states.Add(live.State));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => load.Running.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Equal("db-cutover ended before it sent a request", failure.Message);
        await load.Ended;
        Assert.Equal(2, (await load.WaitForExitAsync(TestContext.Current.CancellationToken)).ExitCode);
        Assert.Contains("done", states);
    }

    private static LabEnvironment Lab(HostPort nameServer) => new(
        Source: "", Target: "", SourcePeer: default, TargetPeer: default, Proxy: new HostPort("127.0.0.1", 1), ProxyControl: new Uri("http://127.0.0.1:1"), ProxyToken: "",
        new LabTraffic(new Uri("http://doktori.test:1/api"), new Uri("ws://doktori.test:1/ws"), "1", nameServer, new TrafficOptions()),
        AppPassword: "", ReplicationPassword: "", MySqlDump: null, HikariAliveBypassMs: null, HikariTestQuery: null, Logs: null);
}
