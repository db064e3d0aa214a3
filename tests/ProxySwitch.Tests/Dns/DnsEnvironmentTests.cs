using Microsoft.Extensions.Configuration;
using ProxySwitch.Dns;

namespace ProxySwitch.Tests.Dns;

public sealed class DnsEnvironmentTests
{
    private const string Secret = "s3cret-s3cret-s3cret";

    private readonly Dictionary<string, string?> environment = new()
    {
        ["DNS_LISTEN"] = "127.0.0.1:5300",
        ["PROXY_CONTROL_URL"] = "http://127.0.0.1:5301",
        ["PROXY_CONTROL_TOKEN"] = Secret,
        ["DNS_ZONE_FILE"] = "zone.json",
        ["DNS_ZONE"] = "doktori.test",
        ["DNS_RECORDS"] = "doktori.test=127.0.0.2; api.doktori.test=127.0.0.3;",
        ["DNS_TTL_SECONDS"] = "30",
    };

    [Fact]
    public void Reads_TheContract()
    {
        var options = Read();

        Assert.Equal(("127.0.0.1:5300", "127.0.0.1:5301"), (options.Listen.ToString(), options.Control.ToString()));
        Assert.True(options.Token.Matches(Secret));
        Assert.True(Path.IsPathFullyQualified(options.ZoneFile));
        Assert.Equal(("doktori.test", 30, "127.0.0.2 127.0.0.3"),
            (options.InitialZone!.Name.Text, options.InitialZone.TtlSeconds, string.Join(' ', options.InitialZone.Records.Select(record => record.Address))));
        Assert.Equal((TimeSpan.FromSeconds(10), 128), (options.TcpIdleTimeout, options.TcpConnections));
    }

    [Fact]
    public void Reads_TheOtherSettings()
    {
        environment["DNS_TTL_SECONDS"] = null;
        environment["DNS_TCP_IDLE_TIMEOUT_MS"] = "250";
        environment["DNS_TCP_CONNECTIONS"] = "4";
        environment["PROXY_ALLOWED_HOSTS"] = "10.0.0.5";
        environment["DNS_RECORDS"] = "doktori.test=10.0.0.5";

        var options = Read();

        Assert.Equal((60, TimeSpan.FromMilliseconds(250), 4), (options.InitialZone!.TtlSeconds, options.TcpIdleTimeout, options.TcpConnections));
    }

    [Fact]
    public void TheFirstContent_MayBeLeftOut()
    {
        environment["DNS_ZONE"] = environment["DNS_RECORDS"] = environment["DNS_TTL_SECONDS"] = null;

        Assert.Null(Read().InitialZone);
    }

    [Theory]
    [InlineData("DNS_LISTEN", null, "DNS_LISTEN is missing")]
    [InlineData("DNS_LISTEN", "5300", "is not an IPv4 address:port")]
    [InlineData("DNS_LISTEN", "127.0.0.1", "is not an IPv4 address:port")]
    [InlineData("DNS_LISTEN", "127.0.0.1:70000", "is not an IPv4 address:port")]
    [InlineData("DNS_LISTEN", "[::1]:5300", "is not an IPv4 address:port")]
    [InlineData("DNS_LISTEN", "dns:5300", "is not an IPv4 address:port")]
    [InlineData("DNS_LISTEN", "0.0.0.0:5300", "name one address")]
    [InlineData("PROXY_CONTROL_URL", null, "PROXY_CONTROL_URL is missing")]
    [InlineData("PROXY_CONTROL_URL", "https://127.0.0.1:1", "is not http://address:port")]
    [InlineData("PROXY_CONTROL_URL", "http://0.0.0.0:1", "not a loopback address")]
    [InlineData("PROXY_CONTROL_TOKEN", null, "PROXY_CONTROL_TOKEN is missing")]
    [InlineData("PROXY_CONTROL_TOKEN", "short", "PROXY_CONTROL_TOKEN is too short")]
    [InlineData("DNS_ZONE_FILE", null, "DNS_ZONE_FILE is missing")]
    [InlineData("DNS_ZONE", null, "DNS_ZONE and DNS_RECORDS belong together")]
    [InlineData("DNS_ZONE", "dok tori", "DNS_ZONE: 'dok tori' is not a domain name")]
    [InlineData("DNS_ZONE", "example.com", "DNS_RECORDS: 'doktori.test' is not in the zone 'example.com'")]
    [InlineData("DNS_RECORDS", null, "DNS_ZONE and DNS_RECORDS belong together")]
    [InlineData("DNS_RECORDS", "doktori.test", "'doktori.test' is not name=address")]
    [InlineData("DNS_RECORDS", "doktori.test=edge", "is not an IPv4 address")]
    [InlineData("DNS_RECORDS", "doktori.test=10.0.0.1", "PROXY_ALLOWED_HOSTS")]
    [InlineData("DNS_RECORDS", ";", "missing or empty")]
    [InlineData("DNS_TTL_SECONDS", "-1", "from 0 to 604800")]
    [InlineData("DNS_TTL_SECONDS", "1m", "from 0 to 604800")]
    [InlineData("DNS_TCP_IDLE_TIMEOUT_MS", "0", "from 100 to 600000")]
    [InlineData("DNS_TCP_CONNECTIONS", "0", "from 1 to 10000")]
    public void Refuses_WithTheReason(string name, string? value, string reason)
    {
        environment[name] = value;

        Assert.Contains(reason, Assert.Throws<StartUpException>(Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_LocalhostAndAspNetCoreUrls()
    {
        environment["DNS_LISTEN"] = "localhost:0";
        environment["PROXY_CONTROL_URL"] = null;
        environment["ASPNETCORE_URLS"] = "http://localhost:5000;http://[::1]:5000";

        Assert.Equal(("127.0.0.1:0", "127.0.0.1:5000"), (Read().Listen.ToString(), Read().Control.ToString()));
    }

    [Fact]
    public void Reports_EverythingAtOnce()
    {
        environment.Clear();

        Assert.Equal(4, Assert.Throws<StartUpException>(Read).Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void Never_RepeatsTheSecret()
    {
        environment["PROXY_CONTROL_TOKEN"] = "my secret has spaces";

        Assert.DoesNotContain("secret", Assert.Throws<StartUpException>(Read).Message, StringComparison.Ordinal);
    }

    private DnsOptions Read() => DnsEnvironment.Read(new ConfigurationBuilder().AddInMemoryCollection(environment).Build());
}
