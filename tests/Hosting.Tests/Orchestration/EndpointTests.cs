using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Orchestration;
using MySqlRuntime.Servers;

namespace Hosting.Tests.Orchestration;

public sealed class EndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Gives_EveryEndpoint_APortOfItsOwn_AndHoldsIt()
    {
        var test = new TestApplication();
        var resources = Enumerable.Range(0, 20).Select(index => test.Add($"r{index}").WithEndpoint(name: "a").WithHttpEndpoint(name: "b")).ToList();
        using var allocator = new EndpointAllocator();
        allocator.Allocate(resources.Select(resource => resource.Resource));

        var ports = resources.SelectMany(resource => new[] { resource.GetEndpoint("a").Port, resource.GetEndpoint("b").Port }).ToList();
        Assert.Equal(40, ports.Distinct().Count());
        Assert.All(ports, port => Assert.False(CanListen(port)));
        allocator.Release(resources[0].Resource);
        Assert.True(CanListen(resources[0].GetEndpoint("a").Port));
        Assert.False(CanListen(resources[1].GetEndpoint("a").Port));
    }

    [Fact]
    public async Task Names_ATakenPort_BeforeAnythingStarts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var test = new TestApplication();
        test.Add("first");
        test.Add("db-proxy").WithEndpoint(port: port, name: "mysql", isProxied: false);
        await using var app = test.Builder.Build();

        var error = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));
        Assert.Equal($"'db-proxy' (endpoint mysql) asks for port {port}, but another process listens there. Choose another port or leave the choice to the host.", error.Message);
        Assert.Empty(test.Processes.Started);
    }

    [Fact]
    public void Names_Both_WhenTwoAskForOnePort()
    {
        var port = FreePort.Next();
        var test = new TestApplication();
        var one = test.Add("one").WithEndpoint(port: port, name: "mysql");
        var two = test.Add("two").WithEndpoint(targetPort: port, name: "tcp");
        using var allocator = new EndpointAllocator();
        var error = Assert.Throws<DistributedApplicationException>(() => allocator.Allocate([one.Resource, two.Resource]));
        Assert.Equal($"'two' (endpoint tcp) and 'one' (endpoint mysql) both ask for port {port}.", error.Message);
    }

    [Fact]
    public async Task Tells_AProject_WhereToListen()
    {
        var test = new TestApplication();
        var api = test.Builder.AddProject<ThisProject>("api").WithHttpEndpoint(isProxied: false);
        await using var app = test.Builder.Build();
        await app.StartAsync(Cancellation);

        var spec = test.Processes[test.Processes.Started[0]].Spec;
        Assert.Equal($"http://127.0.0.1:{api.GetEndpoint("http").Port}", spec.Environment["ASPNETCORE_URLS"]);
        Assert.EndsWith("Hosting.Tests.dll", spec.Arguments[0], StringComparison.Ordinal);
        Assert.Equal(Path.GetDirectoryName(new ThisProject().ProjectPath), spec.WorkingDirectory);
    }

    private sealed class ThisProject : IProjectMetadata
    {
        public string ProjectPath => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "Hosting.Tests.csproj"));
    }

    private static bool CanListen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
