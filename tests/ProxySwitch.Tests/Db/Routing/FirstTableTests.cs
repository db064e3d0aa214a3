using Microsoft.Extensions.Logging.Abstractions;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Tests.Upstreams;

namespace ProxySwitch.Tests.Db.Routing;

public sealed class FirstTableTests : IDisposable
{
    private static readonly UpstreamTable FromEnvironment = new("source", [new("source", new("127.0.0.1", 3310)), new("target", new("127.0.0.1", 3311))]);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Creates_TheFileFromTheEnvironment()
    {
        var active = await LoadAsync(FromEnvironment);

        Assert.Equal("source", active);
        Assert.Equal(FromEnvironment.ToJson(), await File.ReadAllBytesAsync(folder["upstreams.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnExistingFile_Counts()
    {
        await File.WriteAllBytesAsync(folder["upstreams.json"], (FromEnvironment with { Active = "target" }).ToJson(), TestContext.Current.CancellationToken);

        Assert.Equal("target", await LoadAsync(FromEnvironment));
        Assert.Equal("target", await LoadAsync(null));
    }

    [Fact]
    public async Task Refuses_WhenThereIsNeither() =>
        Assert.Contains("PROXY_UPSTREAMS", (await Assert.ThrowsAsync<StartUpException>(() => LoadAsync(null))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Refuses_ABadFile_WithThePlace_AndDoesNotReplaceIt()
    {
        await File.WriteAllTextAsync(folder["upstreams.json"], "{\n  \"active\": source\n}", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StartUpException>(() => LoadAsync(FromEnvironment));

        Assert.Contains("upstreams.json:2:13: ", refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("{\n", await File.ReadAllTextAsync(folder["upstreams.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_AFolderThatIsNotThere() =>
        Assert.Contains("cannot write", (await Assert.ThrowsAsync<StartUpException>(() => LoadAsync(FromEnvironment, "missing/upstreams.json"))).Message, StringComparison.Ordinal);

    private async Task<string> LoadAsync(UpstreamTable? fromEnvironment, string name = "upstreams.json")
    {
        var file = new TableFile<UpstreamTable>(folder[name], "upstream file", new UpstreamTableFormat(new([])));
        using var switchboard = new Switchboard(file, new FakeNetwork(), TimeProvider.System, NullLogger<Switchboard>.Instance);
        var first = new FirstTable<UpstreamTable>(fromEnvironment, "PROXY_UPSTREAMS=\"source=127.0.0.1:3310\" PROXY_ACTIVE=source", file, switchboard, NullLogger.Instance);
        await first.LoadAsync(TestContext.Current.CancellationToken);
        return switchboard.Current.Table.Active;
    }
}
