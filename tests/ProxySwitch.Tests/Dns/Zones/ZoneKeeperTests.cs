using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Tests.Dns.Zones;

public sealed class ZoneKeeperTests : IDisposable
{
    private const string Original = """{"zone":"doktori.test","ttlSeconds":60,"records":{"doktori.test":"127.0.0.2"}}""";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly ZoneKeeper keeper;

    public ZoneKeeperTests()
    {
        File.WriteAllText(folder["zone.json"], Original);
        var rules = new ZoneRules(new([]));
        keeper = new(new ZoneFile(folder["zone.json"], new(rules)), rules, new(IPAddress.Loopback, 53), clock, NullLogger<ZoneKeeper>.Instance);
        Assert.Null(keeper.Start());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        keeper.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void TheFirstSerial_IsTheTime() => Assert.Equal(1_800_000_000u, keeper.Current.Serial);

    [Fact]
    public async Task AnAddress_IsChanged_InFileAndAnswers_UnderTheNextSerial()
    {
        clock.Advance(TimeSpan.FromMinutes(1));

        var (version, problem) = await keeper.ChangeAsync(Change("127.0.0.3"), Cancellation);

        Assert.Null(problem);
        Assert.Equal((1_800_000_001u, clock.GetUtcNow(), 60), (version!.Serial, version.At, version.Zone.TtlSeconds));
        Assert.Same(version, keeper.Current);
        Assert.Equal(IPAddress.Parse("127.0.0.3"), version.Find(version.Zone.Name.Wire));
        Assert.Contains("\"doktori.test\": \"127.0.0.3\"", await File.ReadAllTextAsync(folder["zone.json"], Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTtl_IsAChangeOfItsOwn()
    {
        await keeper.ChangeAsync(new(new Dictionary<string, string>(), 5), Cancellation);
        await keeper.ChangeAsync(Change("127.0.0.3"), Cancellation);

        Assert.Equal(["60 127.0.0.2", "5 127.0.0.2", "5 127.0.0.3"], keeper.History.Select(version => $"{version.Zone.TtlSeconds} {version.Zone.Records[0].Address}"));
        Assert.Equal([0u, 1u, 2u], keeper.History.Select(version => version.Serial - 1_800_000_000));
    }

    [Fact]
    public async Task ANewName_IsAdded()
    {
        var (version, _) = await keeper.ChangeAsync(Change("127.0.0.3", "Edge.Doktori.Test."), Cancellation);

        Assert.Equal(["doktori.test", "edge.doktori.test"], version!.Zone.Records.Select(record => record.Name.Text));
    }

    [Fact]
    public async Task ARepeatedChange_IsNoSecondOne()
    {
        await keeper.ChangeAsync(Change("127.0.0.3"), Cancellation);
        var (version, problem) = await keeper.ChangeAsync(Change("127.0.0.3"), Cancellation);

        Assert.Null(problem);
        Assert.Equal((1_800_000_001u, 2), (version!.Serial, keeper.History.Count));
    }

    [Fact]
    public async Task AnEditedFile_CountsFromTheReload()
    {
        await File.WriteAllTextAsync(folder["zone.json"], Original.Replace("127.0.0.2", "127.0.0.9", StringComparison.Ordinal), Cancellation);
        Assert.Equal("127.0.0.2", keeper.Current.Zone.Records[0].Address.ToString());

        await keeper.ReloadAsync(Cancellation);

        Assert.Equal("127.0.0.9", keeper.Current.Zone.Records[0].Address.ToString());
    }

    [Theory]
    [InlineData("doktori.test", "127.0.0.300", "bad_address")]
    [InlineData("doktori.test", "10.0.0.1", "host_not_allowed")]
    [InlineData("example.com", "127.0.0.3", "name_not_in_zone")]
    [InlineData("dok tori.test", "127.0.0.3", "bad_name")]
    public async Task ARefusedChange_ChangesNothing(string name, string address, string code)
    {
        var change = new ZoneChange(new Dictionary<string, string> { [name] = address }, 5);
        Assert.Equal(code, keeper.Test(change)?.Code);

        var (version, problem) = await keeper.ChangeAsync(change, Cancellation);

        Assert.Null(version);
        Assert.Equal(code, problem!.Code);
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(604_801)]
    [InlineData(long.MaxValue)]
    public async Task AnImpossibleTtl_IsRefused(long seconds)
    {
        Assert.Equal("bad_ttl", (await keeper.ChangeAsync(new(new Dictionary<string, string>(), seconds), Cancellation)).Problem!.Code);
        await NothingChangedAsync();
    }

    [Fact]
    public async Task OneNameInTwoSpellings_IsRefused()
    {
        var change = new ZoneChange(new Dictionary<string, string> { ["doktori.test"] = "127.0.0.3", ["Doktori.test"] = "127.0.0.4" }, null);

        Assert.Equal("bad_name", (await keeper.ChangeAsync(change, Cancellation)).Problem!.Code);
        await NothingChangedAsync();
    }

    [Fact]
    public void ATest_ChangesNothing()
    {
        Assert.Null(keeper.Test(Change("127.0.0.3")));
        Assert.Single(keeper.History);
        Assert.Equal(Original, File.ReadAllText(folder["zone.json"]));
    }

    [Fact]
    public async Task ABrokenFile_IsRefused_WithItsPlace_AndTheOldZoneStays()
    {
        await File.WriteAllTextAsync(folder["zone.json"], "{\n \"zone\": doktori }", Cancellation);

        var (_, problem) = await keeper.ReloadAsync(Cancellation);

        Assert.Equal(("bad_table", 2, 10), (problem!.Code, problem.Line ?? 0, problem.Column ?? 0));
        Assert.Equal(problem.Code, (await keeper.ChangeAsync(Change("127.0.0.3"), Cancellation)).Problem!.Code);
        Assert.Single(keeper.History);
    }

    [Fact]
    public async Task TwoHundredVersions_AreRemembered()
    {
        for (var i = 0; i < 250; i++)
        {
            await keeper.ChangeAsync(new(new Dictionary<string, string>(), i), Cancellation);
        }

        Assert.Equal(200, keeper.History.Count);
        Assert.Equal(249, keeper.History.Last().Zone.TtlSeconds);
    }

    private static ZoneChange Change(string address, string name = "doktori.test") => new(new Dictionary<string, string> { [name] = address }, null);

    private async Task NothingChangedAsync()
    {
        Assert.Equal(Original, await File.ReadAllTextAsync(folder["zone.json"], Cancellation));
        Assert.Equal((1, 1_800_000_000u), (keeper.History.Count, keeper.Current.Serial));
    }
}
