using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Tests.Upstreams;

namespace ProxySwitch.Tests.Db.Routing;

public sealed class SwitchboardTests : IDisposable
{
    private const string Table = """{ "active": "source", "upstreams": { "source": "127.0.0.1:3310", "target": "127.0.0.1:3311" } }""";

    private readonly TemporaryFolder folder = new();
    private readonly FakeNetwork network = new();
    private readonly FakeTimeProvider clock = new(new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly TableFile<UpstreamTable> file;
    private readonly Switchboard switchboard;

    public SwitchboardTests()
    {
        file = new(folder["upstreams.json"], "upstream file", new UpstreamTableFormat(new([])));
        switchboard = new(file, network, clock, NullLogger<Switchboard>.Instance);
        File.WriteAllText(file.Path, Table);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        switchboard.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Starts_WithGenerationOne_EvenIfTheUpstreamIsDown()
    {
        network.Down.Add("source");

        Assert.Null(await switchboard.StartAsync(Cancellation));

        Assert.Equal((1, "source"), (switchboard.Current.Number, switchboard.Current.Table.Active));
    }

    [Fact]
    public async Task DoesNotStart_FromABadFile()
    {
        await File.WriteAllTextAsync(file.Path, "{\n oops", Cancellation);

        Assert.Equal((TableProblemCodes.BadTable, 2), (await switchboard.StartAsync(Cancellation) is { } problem ? (problem.Code, problem.Line) : default));
        Assert.False(switchboard.Ready);
    }

    [Fact]
    public async Task DoesNotStart_WhenTheHostIsUnknown()
    {
        network.Unresolvable.Add("source");

        Assert.Equal(TableProblemCodes.HostUnresolvable, (await switchboard.StartAsync(Cancellation))?.Code);
        Assert.False(switchboard.Ready);
    }

    [Fact]
    public async Task Switch_WritesTheFile_AndEntersANewGeneration()
    {
        await switchboard.StartAsync(Cancellation);
        var old = switchboard.Current;
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await switchboard.SwitchAsync("target", Cancellation));

        var generation = switchboard.Current;
        Assert.Equal((2, "target", 3311), (generation.Number, generation.Table.Active, generation.Route.EndPoints[0].Port));
        Assert.Equal(clock.GetUtcNow(), generation.At);
        Assert.Equal("target", file.Read().Table!.Active);
        Assert.Equal("source", old.Route.Upstream.Name); // what a session of the old generation holds does not change
        Assert.Equal([1, 2], switchboard.History.Select(entry => entry.Number));
    }

    [Fact]
    public async Task Switch_ToTheActiveUpstream_IsANewGeneration_AsANginxReloadIs()
    {
        await switchboard.StartAsync(Cancellation);

        await switchboard.SwitchAsync("source", Cancellation);

        Assert.Equal((2, "source"), (switchboard.Current.Number, switchboard.Current.Table.Active));
    }

    [Theory]
    [InlineData("nowhere", TableProblemCodes.UnknownUpstream)]
    [InlineData("target", TableProblemCodes.UpstreamUnreachable)]
    public async Task ARefusedSwitch_ChangesNothing(string active, string code)
    {
        await switchboard.StartAsync(Cancellation);
        var (before, text) = (switchboard.Current, await File.ReadAllTextAsync(file.Path, Cancellation));
        network.Down.Add("target");

        Assert.Equal(code, (await switchboard.SwitchAsync(active, Cancellation))?.Code);

        Assert.Same(before, switchboard.Current);
        Assert.Equal(text, await File.ReadAllTextAsync(file.Path, Cancellation));
        Assert.Equal([file.Path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task ASwitch_ThatCannotResolveTheHost_ChangesNothing()
    {
        await switchboard.StartAsync(Cancellation);
        network.Unresolvable.Add("target");

        Assert.Equal(TableProblemCodes.HostUnresolvable, (await switchboard.SwitchAsync("target", Cancellation))?.Code);

        Assert.Equal("source", file.Read().Table!.Active);
        Assert.Equal(1, switchboard.Current.Number);
    }

    [Fact]
    public async Task ASwitch_ThatCannotWriteTheFile_ChangesNothing()
    {
        // Short enough to be read, too long for the temporary file beside it.
        var unwritable = new TableFile<UpstreamTable>(folder[new string('u', 240)], "upstream file", new UpstreamTableFormat(new([])));
        await File.WriteAllTextAsync(unwritable.Path, Table, Cancellation);
        using var board = new Switchboard(unwritable, network, clock, NullLogger<Switchboard>.Instance);
        Assert.Null(await board.StartAsync(Cancellation));

        Assert.Equal(TableProblemCodes.FileNotWritten, (await board.SwitchAsync("target", Cancellation))?.Code);

        Assert.Equal((1, "source"), (board.Current.Number, board.Current.Table.Active));
        Assert.Equal(Table, await File.ReadAllTextAsync(unwritable.Path, Cancellation));
    }

    [Fact]
    public async Task Test_ChangesNothing_WhateverItSays()
    {
        await switchboard.StartAsync(Cancellation);
        var before = switchboard.Current;

        Assert.Null(await switchboard.TestAsync("target", Cancellation));
        network.Down.Add("target");
        Assert.Equal(TableProblemCodes.UpstreamUnreachable, (await switchboard.TestAsync("target", Cancellation))?.Code);

        Assert.Same(before, switchboard.Current);
        Assert.Equal(Table, await File.ReadAllTextAsync(file.Path, Cancellation));
    }

    [Fact]
    public async Task Reload_TakesAHandEditedFile()
    {
        await switchboard.StartAsync(Cancellation);
        await File.WriteAllTextAsync(file.Path, """{ "active": "third", "upstreams": { "third": "127.0.0.1:3312" } }""", Cancellation);

        Assert.Null(await switchboard.ReloadAsync(Cancellation));

        Assert.Equal((2, "third"), (switchboard.Current.Number, switchboard.Current.Table.Active));
    }

    [Fact]
    public async Task Reload_RefusesABadFile_AndTheOldTableStays()
    {
        await switchboard.StartAsync(Cancellation);
        await File.WriteAllTextAsync(file.Path, Table.Replace("3311", "3311x", StringComparison.Ordinal), Cancellation);

        var problem = await switchboard.ReloadAsync(Cancellation);

        Assert.Equal((TableProblemCodes.BadTable, 1), (problem!.Code, problem.Line));
        Assert.Equal((1, "source"), (switchboard.Current.Number, switchboard.Current.Table.Active));
    }

    [Fact]
    public async Task Reload_RefusesAFileThatIsGone()
    {
        await switchboard.StartAsync(Cancellation);
        File.Delete(file.Path);

        Assert.Equal(TableProblemCodes.FileUnreadable, (await switchboard.ReloadAsync(Cancellation))?.Code);
        Assert.Equal(1, switchboard.Current.Number);
    }

    [Fact]
    public async Task ASwitch_DoesNotOverwriteABrokenHandEdit()
    {
        await switchboard.StartAsync(Cancellation);
        await File.WriteAllTextAsync(file.Path, "{ half an edi", Cancellation);

        Assert.Equal(TableProblemCodes.BadTable, (await switchboard.SwitchAsync("target", Cancellation))?.Code);

        Assert.Equal("{ half an edi", await File.ReadAllTextAsync(file.Path, Cancellation));
        Assert.Equal(1, switchboard.Current.Number);
    }

    [Fact]
    public async Task ASwitch_KeepsWhatWasEditedByHand()
    {
        await switchboard.StartAsync(Cancellation);
        await File.WriteAllTextAsync(file.Path, Table.Replace("3311", "4411", StringComparison.Ordinal), Cancellation);

        Assert.Null(await switchboard.SwitchAsync("target", Cancellation));

        Assert.Equal(4411, switchboard.Current.Route.EndPoints[0].Port);
        Assert.Equal(4411, file.Read().Table!.ActiveUpstream.Address.Port);
    }

    [Fact]
    public async Task RacingSwitches_HappenOneAfterTheOther_AndFileAndRoutingAgree()
    {
        await switchboard.StartAsync(Cancellation);
        network.Gate = new();

        var racing = Enumerable.Range(0, 20).Select(i => switchboard.SwitchAsync(i % 2 == 0 ? "target" : "source", Cancellation)).ToArray();
        network.Gate.SetResult();
        var results = await Task.WhenAll(racing);

        Assert.Equal(1, network.MostDialsAtOnce);
        Assert.All(results, Assert.Null);
        Assert.Equal(Enumerable.Range(1, 21), switchboard.History.Select(generation => generation.Number));
        Assert.Equal(21, switchboard.Current.Number);
        Assert.Equal(switchboard.Current.Table.Active, file.Read().Table!.Active);
    }

    [Fact]
    public async Task ACancelledSwitch_ChangesNothing_AndDoesNotBlockTheNext()
    {
        await switchboard.StartAsync(Cancellation);
        network.Gate = new();
        using var caller = new CancellationTokenSource();
        var switching = switchboard.SwitchAsync("target", caller.Token);
        var waiting = switchboard.SwitchAsync("target", caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => switching);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, switchboard.Current.Number);
        network.Gate = null;
        Assert.Null(await switchboard.SwitchAsync("target", Cancellation));
        Assert.Equal(2, switchboard.Current.Number);
    }

    [Fact]
    public async Task History_IsBounded()
    {
        await switchboard.StartAsync(Cancellation);

        for (var i = 0; i < 250; i++)
        {
            await switchboard.ReloadAsync(Cancellation);
        }

        Assert.Equal(251, switchboard.Current.Number);
        Assert.Equal(200, switchboard.History.Count);
        Assert.Equal(251, switchboard.History.Last().Number);
    }
}
