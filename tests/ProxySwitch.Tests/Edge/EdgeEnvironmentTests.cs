using Microsoft.Extensions.Configuration;
using ProxySwitch.Edge;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Tests.Edge;

public sealed class EdgeEnvironmentTests
{
    private readonly Dictionary<string, string?> environment = new()
    {
        ["PROXY_LISTEN"] = "127.0.0.2:8080",
        ["PROXY_CONTROL_URL"] = "http://127.0.0.1:8079",
        ["PROXY_CONTROL_TOKEN"] = "s3cret-s3cret-s3cret",
        ["PROXY_UPSTREAM_FILE"] = "edge.json",
        ["PROXY_EDGE_NAME"] = "edge-lightsail",
        ["PROXY_UPSTREAMS"] = "api-lightsail=127.0.0.1:8080; chat-lightsail=127.0.0.1:8081;",
        ["PROXY_ACTIVE"] = "api=api-lightsail;chat=chat-lightsail",
    };

    [Fact]
    public void Reads_TheContract_WithNginxsDefaults()
    {
        var options = Read();

        Assert.Equal(("127.0.0.2:8080", "127.0.0.1:8079", "edge-lightsail"), (options.Listen.ToString(), options.Control.ToString(), options.Name));
        Assert.True(Path.IsPathFullyQualified(options.UpstreamFile));
        Assert.Equal(new ActiveUpstreams("api-lightsail", "chat-lightsail"), options.InitialTable!.Active);
        Assert.Equal(2, options.InitialTable.Upstreams.Count);
        Assert.Equal(1_048_576, options.MaximumBodyBytes); // client_max_body_size 1m
        Assert.Equal((60, 60, 60, 75), (options.ReadTimeout.TotalSeconds, options.WebSocketIdleTimeout.TotalSeconds, options.ClientTimeout.TotalSeconds, options.KeepAliveTimeout.TotalSeconds));
        Assert.Equal(Timeout.InfiniteTimeSpan, options.WorkerShutdownTimeout);
    }

    [Fact]
    public void Reads_TheSameDefaults_AsTheOptionsHave() => Assert.Equivalent(
        new EdgeOptions { Listen = Read().Listen, Control = Read().Control, Token = Read().Token, Name = "edge-lightsail", UpstreamFile = Read().UpstreamFile }.ToString(),
        (Read() with { InitialTable = null, AllowedHosts = new([]) }).ToString());

    [Fact]
    public void Reads_TheOtherSettings()
    {
        environment["PROXY_CONNECT_TIMEOUT_MS"] = "250";
        environment["PROXY_READ_TIMEOUT_MS"] = "500";
        environment["PROXY_WEBSOCKET_IDLE_TIMEOUT_MS"] = "0";
        environment["PROXY_MAX_BODY_BYTES"] = "0";
        environment["PROXY_RELOAD_GRACE_MS"] = "0";
        environment["PROXY_WORKER_SHUTDOWN_TIMEOUT_MS"] = "30000";

        var options = Read();

        Assert.Equal((250, 500), (options.ConnectTimeout.TotalMilliseconds, options.ReadTimeout.TotalMilliseconds));
        Assert.Equal((Timeout.InfiniteTimeSpan, 0, TimeSpan.Zero, 30), (options.WebSocketIdleTimeout, options.MaximumBodyBytes, options.ReloadGrace, options.WorkerShutdownTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("PROXY_LISTEN", null, "PROXY_LISTEN is missing")]
    [InlineData("PROXY_EDGE_NAME", null, "PROXY_EDGE_NAME is missing")]
    [InlineData("PROXY_EDGE_NAME", "edge\r\nX: y", "PROXY_EDGE_NAME")]
    [InlineData("PROXY_UPSTREAM_FILE", null, "PROXY_UPSTREAM_FILE is missing")]
    [InlineData("PROXY_ACTIVE", null, "PROXY_ACTIVE is missing")]
    [InlineData("PROXY_ACTIVE", "api-lightsail", "'api-lightsail' is not route=upstream")]
    [InlineData("PROXY_ACTIVE", "api=api-lightsail", "it must name 'api' and 'chat', once each")]
    [InlineData("PROXY_ACTIVE", "api=api-lightsail;chat=chat-lightsail;www=x", "it must name 'api' and 'chat', once each")]
    [InlineData("PROXY_ACTIVE", "api=api-lightsail;chat=chat-vpc", "PROXY_ACTIVE: route 'chat' names 'chat-vpc', which is not in 'upstreams'")]
    [InlineData("PROXY_UPSTREAMS", "api-lightsail=10.0.0.1:80", "PROXY_ALLOWED_HOSTS")]
    [InlineData("PROXY_MAX_BODY_BYTES", "1m", "PROXY_MAX_BODY_BYTES '1m' is not a number of bytes from 0")]
    [InlineData("PROXY_READ_TIMEOUT_MS", "0", "PROXY_READ_TIMEOUT_MS '0' is not a number of milliseconds from 1")]
    [InlineData("PROXY_CLIENT_TIMEOUT_MS", "1000", "PROXY_CLIENT_TIMEOUT_MS '1000' is not a number of milliseconds from 2000")]
    [InlineData("PROXY_MAX_CONNECTIONS", "0", "PROXY_MAX_CONNECTIONS '0' is not a number from 1")]
    public void Refuses_WithTheReason(string name, string? value, string reason)
    {
        environment[name] = value;

        Assert.Contains(reason, Assert.Throws<StartUpException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_EverythingAtOnce()
    {
        environment.Clear();

        Assert.Equal(5, Assert.Throws<StartUpException>(Read).Message.Split(Environment.NewLine).Length);
    }

    private EdgeOptions Read() => EdgeEnvironment.Read(new ConfigurationBuilder().AddInMemoryCollection(environment).Build());
}
