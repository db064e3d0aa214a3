using Migration.Guards.Traffic;
using Migration.Running;
using Migration.Steps.Traffic;
using Migration.Web;

namespace Migration.Tests.Traffic;

/// <summary>The waits for TTLs, on a clock of the test.</summary>
public sealed class TtlTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-ttl-test-");
    private readonly ImpatientClock _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private FakeWeb _newEdge = new(_ => FakeWeb.Ok(1));

    [Fact]
    public async Task WaitsAsLongAsTheOldTtl_CountedFromItsLowering()
    {
        var zone = Zone(60);
        var result = await RunAsync(zone, new LowerTtl(), new WaitOutOldTtl(), new MoveRecord(EdgeRole.New), new WatchPropagation(EdgeRole.New, aftercare: false));
        Assert.True(result.IsSuccess, result.Reason);
        Assert.Equal([60, 5, 5], zone.Changes.Select(change => change.TtlSeconds));
        var waited = zone.Changes[2].At - zone.Changes[1].At;
        Assert.InRange(waited, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(62));
        Assert.InRange((double)result.Facts[FactNames.PropagationMs]!, 5000, 6500);
    }

    [Fact]
    public async Task AnEdgeThatDiesBehindTheRecord_EndsTheWatch_AndOneSlowLookDoesNot()
    {
        _newEdge = new FakeWeb(index => index is 2 or > 5 ? new WebAnswer(null, null, 3, "connection refused", IsDown: true) : FakeWeb.Ok(1));
        var result = await RunAsync(Zone(60), new LowerTtl(), new WaitOutOldTtl(), new MoveRecord(EdgeRole.New), new WatchPropagation(EdgeRole.New, aftercare: false));
        Assert.Equal("WatchPropagation", result.FailedStep);
        Assert.Contains("connection refused", result.Reason, StringComparison.Ordinal);
        Assert.Equal(9, _newEdge.Asked);
    }

    [Fact]
    public async Task ATtlThatHasBeenLowLongEnough_IsNotWaitedFor()
    {
        var zone = Zone(60);
        await zone.ChangeAsync(null, 5, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(61));
        var result = await RunAsync(zone, new LowerTtl(), new WaitOutOldTtl());
        Assert.True(result.IsSuccess, result.Reason);
        Assert.Equal(2, zone.Changes.Count);
        Assert.True((double)result.Facts[FactNames.TtlWaitMs]! < 1000);
    }

    [Fact]
    public async Task OnTheWayBack_TheRecordIsRightAtOnce_AndTheRaisedTtlIsWatchedOut()
    {
        var zone = Zone(60, "127.0.0.3");
        var began = _time.GetUtcNow();
        var result = await RunAsync(zone, new MoveRecord(EdgeRole.Old), new WatchPropagation(EdgeRole.Old, aftercare: true));
        Assert.True(result.IsSuccess, result.Reason);
        Assert.Equal(("127.0.0.2", 5), (zone.Changes[^1].Records!["doktori.test"], zone.Changes[^1].TtlSeconds));
        Assert.InRange(zone.Changes[^1].At - began, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange((double)result.Facts[FactNames.PropagationMs]!, 60_000, 61_000);
    }

    [Fact]
    public async Task SomebodyElsesChange_EndsTheWait()
    {
        var zone = Zone(60);
        var raise = new Running.FakeStep("Raise", () =>
        {
            zone.ChangeAsync(null, 60, CancellationToken.None);
            return Finding.Ok();
        });
        var result = await RunAsync(zone, new LowerTtl(), raise, new WaitOutOldTtl());
        Assert.Equal(RunOutcome.Undone, result.Outcome);
        Assert.Contains("somebody else has changed it", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, GuardVerdict.Holds, "WaitOutOldTtl will take 60 s")]
    [InlineData(0, GuardVerdict.Holds, "WaitOutOldTtl will take 0 s")]
    [InlineData(86400, GuardVerdict.Fails, "longer than 00:10:00")]
    public async Task TheWaitIsStatedBeforehand(int ttl, GuardVerdict verdict, string words)
    {
        var runbook = new Runbook("ttl", "Test.", [new TtlCanBeWaitedOut()], []) { Needs = Needs.Dns };
        var result = await RunbookRunner.RunAsync(runbook, Context(Zone(ttl)), new RunOptions { DryRun = true }, null, TestContext.Current.CancellationToken);
        Assert.Equal(verdict, Assert.Single(result.Guards).Verdict);
        Assert.Contains(words, result.Guards[0].Detail, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private FakeZone Zone(int ttl, string address = "127.0.0.2") => new(_time, "doktori.test", address, ttl);

    private MigrationContext Context(FakeZone zone) => new(
        new TrafficOptions
        {
            Dns = new DnsEndpoint("127.0.0.1", 53, new Uri("http://127.0.0.1:1"), "token") { OldAddress = "127.0.0.2", NewAddress = "127.0.0.3" },
            NewEdge = new EdgeEndpoint("edge-vpc", new Uri("http://127.0.0.3:8080"), new Uri("http://127.0.0.1:1"), "token"),
            Api = ServiceOptions.For(Service.Api),
        },
        _folder.FullName,
        time: _time)
    {
        DnsFor = _ => zone,
        LookupFor = (_, _) => zone,
        WebFor = _ => _newEdge,
    };

    private Task<RunbookResult> RunAsync(FakeZone zone, params Step[] steps) =>
        RunbookRunner.RunAsync(new Runbook("ttl", "Test.", [], steps) { Needs = Needs.Dns | Needs.NewEdge | Needs.Api }, Context(zone), new RunOptions(), null, TestContext.Current.CancellationToken);
}
