using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Tests.Dns.Zones;

public sealed class FirstZoneTests : IDisposable
{
    private static readonly Zone FromEnvironment = new(DomainName.Parse("doktori.test")!, 60, [new(DomainName.Parse("doktori.test")!, IPAddress.Parse("127.0.0.2"))]);

    private readonly TemporaryFolder folder = new();
    private readonly ZoneRules rules = new(new([]));

    private ZoneFormat Format => new(rules);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Creates_TheFileFromTheEnvironment()
    {
        Assert.Equal(60, await LoadAsync(FromEnvironment));
        Assert.Equal(Format.Write(FromEnvironment), await File.ReadAllBytesAsync(folder["zone.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnExistingFile_Counts()
    {
        await File.WriteAllBytesAsync(folder["zone.json"], Format.Write(FromEnvironment with { TtlSeconds = 7 }), TestContext.Current.CancellationToken);

        Assert.Equal(7, await LoadAsync(FromEnvironment));
        Assert.Equal(7, await LoadAsync(null));
    }

    [Fact]
    public async Task Refuses_WhenThereIsNeither() =>
        Assert.Contains("DNS_ZONE", (await Assert.ThrowsAsync<StartUpException>(() => LoadAsync(null))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Refuses_ABadFile_WithThePlace_AndDoesNotReplaceIt()
    {
        await File.WriteAllTextAsync(folder["zone.json"], "{\n  \"zone\": doktori\n}", TestContext.Current.CancellationToken);

        Assert.Contains("zone.json:2:11: ", (await Assert.ThrowsAsync<StartUpException>(() => LoadAsync(FromEnvironment))).Message, StringComparison.Ordinal);
        Assert.StartsWith("{\n", await File.ReadAllTextAsync(folder["zone.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_AFolderThatIsNotThere() =>
        Assert.Contains("cannot write", (await Assert.ThrowsAsync<StartUpException>(() => LoadAsync(FromEnvironment, "missing/zone.json"))).Message, StringComparison.Ordinal);

    private async Task<int> LoadAsync(Zone? fromEnvironment, string name = "zone.json")
    {
        var file = new TableFile<Zone>(folder[name], "zone file", Format);
        using var switchboard = new ZoneSwitchboard(file, rules, new(IPAddress.Loopback, 53), TimeProvider.System, NullLogger<ZoneSwitchboard>.Instance);
        await new FirstTable<Zone>(fromEnvironment, "DNS_ZONE=doktori.test DNS_RECORDS=\"doktori.test=127.0.0.2\"", file, switchboard, NullLogger.Instance).LoadAsync(TestContext.Current.CancellationToken);
        return switchboard.Current.Zone.TtlSeconds;
    }
}
