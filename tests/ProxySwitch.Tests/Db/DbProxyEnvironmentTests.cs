using Microsoft.Extensions.Configuration;
using ProxySwitch.Db;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Tests.Db;

public sealed class DbProxyEnvironmentTests
{
    private const string Secret = "s3cret-s3cret-s3cret";

    private readonly Dictionary<string, string?> environment = new()
    {
        ["PROXY_LISTEN"] = "127.0.0.1:3307",
        ["PROXY_CONTROL_URL"] = "http://127.0.0.1:3308",
        ["PROXY_CONTROL_TOKEN"] = Secret,
        ["PROXY_UPSTREAM_FILE"] = "upstreams.json",
        ["PROXY_UPSTREAMS"] = "source=127.0.0.1:3310; target=127.0.0.1:3311;",
        ["PROXY_ACTIVE"] = "source",
    };

    [Fact]
    public void Reads_TheContract()
    {
        var options = Read();

        Assert.Equal("127.0.0.1:3307", options.Listen.ToString());
        Assert.Equal("127.0.0.1:3308", options.Control.ToString());
        Assert.True(options.Token.Matches(Secret));
        Assert.True(Path.IsPathFullyQualified(options.UpstreamFile));
        Assert.Equal("source", options.InitialTable!.Active);
        Assert.Equal([new Upstream("source", new("127.0.0.1", 3310)), new Upstream("target", new("127.0.0.1", 3311))], options.InitialTable.Upstreams);
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(2), true),
            (options.ConnectTimeout, options.IdleTimeout, options.DrainTimeout, options.HalfClose));
    }

    [Fact]
    public void Reads_TheOtherSettings()
    {
        environment["PROXY_CONNECT_TIMEOUT_MS"] = "250";
        environment["PROXY_IDLE_TIMEOUT_MS"] = "0";
        environment["PROXY_DRAIN_TIMEOUT_MS"] = "0";
        environment["PROXY_HALF_CLOSE"] = "off";
        environment["PROXY_ALLOWED_HOSTS"] = "db.example.com; 10.0.0.5";
        environment["PROXY_UPSTREAMS"] = "source=db.example.com:3306;target=10.0.0.5:3306";

        var options = Read();

        Assert.Equal((TimeSpan.FromMilliseconds(250), Timeout.InfiniteTimeSpan, TimeSpan.Zero, false),
            (options.ConnectTimeout, options.IdleTimeout, options.DrainTimeout, options.HalfClose));
        Assert.Equal(2, options.InitialTable!.Upstreams.Count);
    }

    [Theory]
    [InlineData("http://localhost:5000;http://[::1]:5000", "127.0.0.1:5000")]
    [InlineData("http://[::1]:5000/", "[::1]:5000")]
    [InlineData("http://127.0.0.1:0", "127.0.0.1:0")]
    public void Takes_AspNetCoreUrls_WhenTheControlUrlIsAbsent(string urls, string expected)
    {
        environment["PROXY_CONTROL_URL"] = null;
        environment["ASPNETCORE_URLS"] = urls;

        Assert.Equal(expected, Read().Control.ToString());
    }

    [Theory]
    [InlineData("PROXY_LISTEN", null, "PROXY_LISTEN is missing")]
    [InlineData("PROXY_LISTEN", "3307", "PROXY_LISTEN '3307' is not address:port")]
    [InlineData("PROXY_LISTEN", "127.0.0.1", "is not address:port")]
    [InlineData("PROXY_LISTEN", "127.0.0.1:70000", "is not address:port")]
    [InlineData("PROXY_LISTEN", "db-proxy:3307", "is not address:port")]
    [InlineData("PROXY_CONTROL_URL", null, "PROXY_CONTROL_URL is missing")]
    [InlineData("PROXY_CONTROL_URL", "https://127.0.0.1:1", "is not http://address:port")]
    [InlineData("PROXY_CONTROL_URL", "127.0.0.1:3308", "is not http://address:port")]
    [InlineData("PROXY_CONTROL_URL", "http://127.0.0.1:3308/x", "is not http://address:port")]
    [InlineData("PROXY_CONTROL_URL", "http://0.0.0.0:3308", "not a loopback address")]
    [InlineData("PROXY_CONTROL_URL", "http://*:3308", "is not http://address:port")]
    [InlineData("PROXY_CONTROL_URL", "http://example.com:3308", "not a loopback address")]
    [InlineData("PROXY_CONTROL_TOKEN", null, "PROXY_CONTROL_TOKEN is missing")]
    [InlineData("PROXY_CONTROL_TOKEN", "  ", "PROXY_CONTROL_TOKEN is missing")]
    [InlineData("PROXY_CONTROL_TOKEN", "short", "PROXY_CONTROL_TOKEN is too short")]
    [InlineData("PROXY_UPSTREAM_FILE", null, "PROXY_UPSTREAM_FILE is missing")]
    [InlineData("PROXY_UPSTREAMS", "source", "'source' is not name=host:port")]
    [InlineData("PROXY_UPSTREAMS", "source=127.0.0.1", "is not host:port")]
    [InlineData("PROXY_UPSTREAMS", "source=127.0.0.1:1;source=127.0.0.1:2", "appears twice")]
    [InlineData("PROXY_UPSTREAMS", "source=10.0.0.1:1", "PROXY_ALLOWED_HOSTS")]
    [InlineData("PROXY_UPSTREAMS", "sou rce=127.0.0.1:1", "letters, digits")]
    [InlineData("PROXY_UPSTREAMS", ";", "missing or empty")]
    [InlineData("PROXY_ACTIVE", null, "PROXY_ACTIVE is missing")]
    [InlineData("PROXY_ACTIVE", "rds", "PROXY_ACTIVE 'rds' is not in PROXY_UPSTREAMS (source, target)")]
    [InlineData("PROXY_CONNECT_TIMEOUT_MS", "0", "from 1 to 60000")]
    [InlineData("PROXY_CONNECT_TIMEOUT_MS", "3s", "from 1 to 60000")]
    [InlineData("PROXY_IDLE_TIMEOUT_MS", "-1", "PROXY_IDLE_TIMEOUT_MS '-1'")]
    [InlineData("PROXY_DRAIN_TIMEOUT_MS", "99999999999", "PROXY_DRAIN_TIMEOUT_MS")]
    [InlineData("PROXY_HALF_CLOSE", "yes", "neither on nor off")]
    public void Refuses_WithTheReason(string name, string? value, string reason)
    {
        environment[name] = value;

        Assert.Contains(reason, Assert.Throws<StartUpException>(Read).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:3307", "127.0.0.1:3307")]
    [InlineData("[::1]:3307", "[::1]:3307")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    public void Listens_OnAnyAddress(string text, string expected)
    {
        environment["PROXY_LISTEN"] = text;

        Assert.Equal(expected, Read().Listen.ToString());
    }

    [Fact]
    public void Reports_EverythingAtOnce()
    {
        environment.Clear();

        var message = Assert.Throws<StartUpException>(Read).Message;

        Assert.Equal(4, message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Never_RepeatsTheSecret()
    {
        environment["PROXY_CONTROL_TOKEN"] = "my secret has spaces";

        Assert.DoesNotContain("secret", Assert.Throws<StartUpException>(Read).Message, StringComparison.Ordinal);
    }

    private DbProxyOptions Read() => DbProxyEnvironment.Read(new ConfigurationBuilder().AddInMemoryCollection(environment).Build());
}
