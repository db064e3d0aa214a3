using Migration.Running;
using Migration.Steps.Traffic;
using Migration.Web;

namespace Migration.Tests.Traffic;

public sealed class WarmInstanceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-warm-test-");
    private readonly ImpatientClock _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task StopsWhenARoundIsNoFasterThanTheOneBefore()
    {
        // Rounds of 12: 200 ms, 50 ms, 10 ms, 10 ms.
        var web = new FakeWeb(index => FakeWeb.Ok((index / 12) switch { 0 => 200, 1 => 50, _ => 10 }));
        var result = await RunAsync(web);
        Assert.True(result.IsSuccess, result.Reason);
        Assert.Equal(48, web.Asked);
        Assert.Equal(200.0, result.Facts["api_warm_first_ms"]);
        Assert.Equal(10.0, result.Facts["api_warm_median_ms"]);
    }

    [Fact]
    public async Task AnInstanceThatNeverSettles_IsToldAndGoesOn()
    {
        var latency = 1e9;
        var result = await RunAsync(new FakeWeb(index =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return FakeWeb.Ok(latency *= 0.9);
        }));
        Assert.True(result.IsSuccess, result.Reason);
        Assert.True((int)result.Facts["api_warm_requests"]! is >= 190 and <= 220, $"{result.Facts["api_warm_requests"]} GETs of 50 ms in 10 s");
    }

    [Fact]
    public async Task AnInstanceThatDoesNotAnswer_EndsTheDeploy()
    {
        var result = await RunAsync(new FakeWeb(index => index < 5 ? FakeWeb.Ok(10) : new WebAnswer(null, null, 3, "connection refused", IsDown: true)));
        Assert.Equal(RunOutcome.Failed, result.Outcome);
        Assert.Contains("connection refused", result.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<RunbookResult> RunAsync(FakeWeb web)
    {
        var instance = new ServiceInstance("api-green", new Uri("http://127.0.0.1:1"));
        var options = new TrafficOptions { Api = ServiceOptions.For(Service.Api) with { Instances = new Dictionary<Site, ServiceInstance> { [Site.Green] = instance } } };
        var runbook = new Runbook("warm", "Test.", [], [new WarmInstance(Service.Api, Site.Green)]) { Needs = Needs.Api | Needs.Green };
        return RunbookRunner.RunAsync(runbook, new MigrationContext(options, _folder.FullName, time: _time) { WebFor = _ => web }, new RunOptions(), null, TestContext.Current.CancellationToken);
    }
}
