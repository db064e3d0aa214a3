using LoadTests.Configuration;
using LoadTests.Safety;

namespace LoadTests.Tests.Safety;

public sealed class TargetGuardTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/api")]
    [InlineData("http://127.0.0.3/api")]
    [InlineData("http://[::1]:8080/api")]
    [InlineData("http://localhost/api")]
    public void ThisMachine_NeedsNoPermission(string url) => Assert.Empty(TargetGuard.HostsElsewhere(Settings(url)));

    [Theory]
    [InlineData("https://doktori.kr/api", "doktori.kr")]
    [InlineData("http://10.0.0.5/api", "10.0.0.5")]
    [InlineData("http://localhost.doktori.kr/api", "localhost.doktori.kr")]
    [InlineData("http://127.0.0.1.nip.io/api", "127.0.0.1.nip.io")]
    [InlineData("http://doktori.test/api", "doktori.test")]
    public void AnythingElse_IsNamed(string url, string host) => Assert.Equal([host], TargetGuard.HostsElsewhere(Settings(url)));

    [Fact]
    public void TheLabsName_IsThisMachine_OnlyWithItsResolverHere()
    {
        var lab = Settings("http://doktori.test/api") with { DnsServer = new(System.Net.IPAddress.Loopback, 5353) };

        Assert.Empty(TargetGuard.HostsElsewhere(lab));
        Assert.NotEmpty(TargetGuard.HostsElsewhere(lab with { DnsServer = new(System.Net.IPAddress.Parse("10.0.0.2"), 53) }));
        Assert.NotEmpty(TargetGuard.HostsElsewhere(lab with { BaseUrl = new Uri("https://doktori.kr/api") }));
    }

    [Fact]
    public void AChatServerElsewhere_CountsToo() =>
        Assert.Equal(["chat.doktori.kr"], TargetGuard.HostsElsewhere(Settings("http://127.0.0.1/api") with { WebSocketUrl = new Uri("wss://chat.doktori.kr/ws") }));

    private static TargetSettings Settings(string url) => new() { BaseUrl = new Uri(url), Tokens = [], TestMeetingId = 1, Database = null };
}
