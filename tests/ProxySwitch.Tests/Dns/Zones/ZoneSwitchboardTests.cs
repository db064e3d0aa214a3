using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Tests.Dns.Zones;

public sealed class ZoneSwitchboardTests : IAsyncLifetime
{
    private const string Original = """{"zone":"doktori.test","ttlSeconds":60,"records":{"doktori.test":"127.0.0.2"}}""";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly ZoneSwitchboard switchboard;

    public ZoneSwitchboardTests()
    {
        var rules = new ZoneRules(new([]));
        switchboard = new(new TableFile<Zone>(folder["zone.json"], "zone file", new ZoneFormat(rules)), rules, new(IPAddress.Loopback, 53), clock, NullLogger<ZoneSwitchboard>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(folder["zone.json"], Original, Cancellation);
        Assert.Null(await switchboard.StartAsync(Cancellation));
    }

    public ValueTask DisposeAsync()
    {
        switchboard.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void TheFirstSerial_IsTheTime() => Assert.Equal(1_800_000_000u, switchboard.Current.Serial);

    [Fact]
    public async Task AnAddress_IsChanged_InFileAndAnswers_UnderTheNextSerial()
    {
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await switchboard.SwitchAsync(Change("127.0.0.3"), Cancellation));

        var version = switchboard.Current;
        Assert.Equal((1_800_000_001u, clock.GetUtcNow(), 60), (version.Serial, version.At, version.Zone.TtlSeconds));
        Assert.Equal(IPAddress.Parse("127.0.0.3"), version.Find(version.Zone.Name.Wire));
        Assert.Contains("\"doktori.test\": \"127.0.0.3\"", await File.ReadAllTextAsync(folder["zone.json"], Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTtl_IsAChangeOfItsOwn()
    {
        await switchboard.SwitchAsync(new(new Dictionary<string, string>(), 5), Cancellation);
        await switchboard.SwitchAsync(Change("127.0.0.3"), Cancellation);

        Assert.Equal(["60 127.0.0.2", "5 127.0.0.2", "5 127.0.0.3"], switchboard.History.Select(version => $"{version.Zone.TtlSeconds} {version.Zone.Records[0].Address}"));
        Assert.Equal([0u, 1u, 2u], switchboard.History.Select(version => version.Serial - 1_800_000_000));
    }

    [Fact]
    public async Task ANewName_IsAdded()
    {
        await switchboard.SwitchAsync(Change("127.0.0.3", "Edge.Doktori.Test."), Cancellation);

        Assert.Equal(["doktori.test", "edge.doktori.test"], switchboard.Current.Zone.Records.Select(record => record.Name.Text));
    }

    [Fact]
    public async Task ARepeatedChange_IsNoSecondOne()
    {
        await switchboard.SwitchAsync(Change("127.0.0.3"), Cancellation);

        Assert.Null(await switchboard.SwitchAsync(Change("127.0.0.3"), Cancellation));
        Assert.Equal((1_800_000_001u, 2), (switchboard.Current.Serial, switchboard.History.Count));
    }

    [Fact]
    public async Task AnEditedFile_CountsFromTheReload()
    {
        await File.WriteAllTextAsync(folder["zone.json"], Original.Replace("127.0.0.2", "127.0.0.9", StringComparison.Ordinal), Cancellation);
        Assert.Equal("127.0.0.2", switchboard.Current.Zone.Records[0].Address.ToString());

        await switchboard.ReloadAsync(Cancellation);

        Assert.Equal("127.0.0.9", switchboard.Current.Zone.Records[0].Address.ToString());
    }

    [Theory]
    [InlineData("doktori.test", "127.0.0.300", "bad_address")]
    [InlineData("doktori.test", "10.0.0.1", "host_not_allowed")]
    [InlineData("example.com", "127.0.0.3", "name_not_in_zone")]
    [InlineData("dok tori.test", "127.0.0.3", "bad_name")]
    public async Task ARefusedChange_ChangesNothing(string name, string address, string code)
    {
        var change = new ZoneChange(new Dictionary<string, string> { [name] = address }, 5);

        Assert.Equal(code, (await switchboard.TestAsync(change, Cancellation))?.Code);
        Assert.Equal(code, (await switchboard.SwitchAsync(change, Cancellation))?.Code);
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(604_801)]
    [InlineData(long.MaxValue)]
    public async Task AnImpossibleTtl_IsRefused(long seconds)
    {
        Assert.Equal("bad_ttl", (await switchboard.SwitchAsync(new(new Dictionary<string, string>(), seconds), Cancellation))?.Code);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task OneNameInTwoSpellings_IsRefused()
    {
        var change = new ZoneChange(new Dictionary<string, string> { ["doktori.test"] = "127.0.0.3", ["Doktori.test"] = "127.0.0.4" }, null);

        Assert.Equal("bad_name", (await switchboard.SwitchAsync(change, Cancellation))?.Code);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task ATest_ChangesNothing()
    {
        Assert.Null(await switchboard.TestAsync(Change("127.0.0.3"), Cancellation));
        await NothingChangedAsync();
    }

    [Fact]
    public async Task ABrokenFile_IsRefused_WithItsPlace_AndTheOldZoneStays()
    {
        await File.WriteAllTextAsync(folder["zone.json"], "{\n \"zone\": doktori }", Cancellation);

        var problem = await switchboard.ReloadAsync(Cancellation);

        Assert.Equal(("bad_table", 2, 10), (problem!.Code, problem.Line ?? 0, problem.Column ?? 0));
        Assert.Equal(problem.Code, (await switchboard.SwitchAsync(Change("127.0.0.3"), Cancellation))?.Code);
        Assert.Single(switchboard.History);
    }

    [Fact]
    public async Task TwoHundredVersions_AreRemembered()
    {
        for (var i = 0; i < 250; i++)
        {
            await switchboard.SwitchAsync(new(new Dictionary<string, string>(), i), Cancellation);
        }

        Assert.Equal(200, switchboard.History.Count);
        Assert.Equal(249, switchboard.History.Last().Zone.TtlSeconds);
    }

    private static ZoneChange Change(string address, string name = "doktori.test") => new(new Dictionary<string, string> { [name] = address }, null);

    private async Task NothingChangedAsync()
    {
        Assert.Equal(Original, await File.ReadAllTextAsync(folder["zone.json"], Cancellation));
        Assert.Equal((1, 1_800_000_000u), (switchboard.History.Count, switchboard.Current.Serial));
    }
}
