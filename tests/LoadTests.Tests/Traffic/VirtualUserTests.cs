using LoadTests.Ledger;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Scenarios.DataIntegrity;
using LoadTests.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Traffic;

public sealed class VirtualUserTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly HttpTarget target = new(new Uri("http://127.0.0.1:1/api"), "r");
    private readonly MetricSet metrics = new([]);
    private readonly LoadSession session;

    public VirtualUserTests()
    {
        var plan = new DataIntegrityScenario().Plan;
        var clock = new RunClock(time);
        var nowhere = new Nowhere();
        session = new LoadSession(
            plan, plan.Duration, new() { BaseUrl = new Uri("http://127.0.0.1:1/api"), Tokens = [], TestMeetingId = 1, Database = null },
            target, clock, metrics, nowhere, new WriteLedger("r", 'd', clock, nowhere), new RunLog(null, null, clock.Time));
    }

    [Fact]
    public async Task UsersWithOneBeat_BeginOneAfterTheOther()
    {
        var begun = new List<double>();
        var began = time.GetTimestamp();
        var group = new GroupPlan("group", 4, Step.Do(_ =>
        {
            begun.Add(time.GetElapsedTime(began).TotalSeconds);
            return Task.CompletedTask;
        })) { BeginsOver = TimeSpan.FromSeconds(2) };

        var users = Task.WhenAll(Enumerable.Range(0, 4).Select(number => new VirtualUser(session, group, number, new Random(1), token: null).IterateAsync()));
        for (var step = 0; step < 4; step++)
        {
            time.Advance(TimeSpan.FromSeconds(0.5));
        }

        await users;
        Assert.Equal([0, 0.5, 1, 1.5], begun);
    }

    [Fact]
    public async Task WithoutASpread_AllBeginAtOnce()
    {
        var begun = 0;
        var group = new GroupPlan("group", 4, Step.Do(_ => Task.FromResult(Interlocked.Increment(ref begun))));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => new VirtualUser(session, group, number, new Random(1), token: null).IterateAsync()));

        Assert.Equal(4, begun);
    }

    public void Dispose()
    {
        session.Dispose();
        metrics.Dispose();
        target.Dispose();
    }
}
