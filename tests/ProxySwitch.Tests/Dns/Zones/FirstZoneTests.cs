using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ProxySwitch.Control;
using ProxySwitch.Dns;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Tests.Dns.Zones;

public sealed class FirstZoneTests : IDisposable
{
    private static readonly Zone FromEnvironment = new(DomainName.Parse("doktori.test")!, 60, [new(DomainName.Parse("doktori.test")!, IPAddress.Parse("127.0.0.2"))]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Creates_TheFileFromTheEnvironment()
    {
        Assert.Equal(60, await LoadAsync(FromEnvironment));
        Assert.Equal(FromEnvironment.ToJson(), await File.ReadAllBytesAsync(folder["zone.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnExistingFile_Counts()
    {
        await File.WriteAllBytesAsync(folder["zone.json"], (FromEnvironment with { TtlSeconds = 7 }).ToJson(), TestContext.Current.CancellationToken);

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
        var options = new DnsOptions
        {
            Listen = new(IPAddress.Loopback, 0),
            Control = new(IPAddress.Loopback, 0),
            Token = ControlToken.None,
            ZoneFile = folder[name],
            InitialZone = fromEnvironment,
        };
        var rules = new ZoneRules(options.AllowedAddresses);
        var file = new ZoneFile(options.ZoneFile, new(rules));
        using var keeper = new ZoneKeeper(file, rules, options.Listen, TimeProvider.System, NullLogger<ZoneKeeper>.Instance);
        await new FirstZone(options, file, keeper, NullLogger<FirstZone>.Instance).LoadAsync();
        return keeper.Current.Zone.TtlSeconds;
    }
}
