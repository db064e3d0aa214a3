using System.Net.Sockets;
using System.Runtime;
using LoadTests.Ledger;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Safety;
using LoadTests.Scenarios;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>
/// Has everything compiled that a request goes through, before the first that counts: whatever is compiled meanwhile is booked on the service. Requests
/// go to a listener of our own on this machine, and what comes of them is kept nowhere. To be called before anyone listens to our instruments.
/// </summary>
internal static class WarmUp
{
    private const int Users = 8;

    // A method is compiled anew, and better, after 30 calls, and not before nothing new has been called for 100 ms: a round offers both.
    private const int Iterations = 40;
    private const double Pause = 0.005;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Returns once a whole round has compiled nothing, it has taken long enough, or the caller gives up.</summary>
    public static async Task RunAsync(TimeProvider time, CancellationToken abort)
    {
        try
        {
            await using var server = new WarmUpServer();
            await PlayAsync(server.Url, time, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Whoever comes next sees it, too.
        }
        catch (SocketException)
        {
            // Nothing may listen here: the first requests are slower, no less.
        }
    }

    private static async Task PlayAsync(Uri url, TimeProvider time, CancellationToken abort)
    {
        var plan = Plan();
        var clock = new RunClock(time);
        await using var samples = new SampleFile(Stream.Null);
        await using var json = new K6Json(Stream.Null, plan, clock);
        using var target = new HttpTarget(url, plan.Id);
        using var metrics = new MetricSet(plan.AllMetrics, json);
        using var stalls = new StallWatch(clock);
        using var log = new RunLog(file: null, console: null, time);
        using var session = new LoadSession(
            plan,
            plan.Duration,
            new() { BaseUrl = url, Tokens = [], TestMeetingId = 1, Database = null },
            target,
            clock,
            metrics,
            new SampleFanOut(samples, json, new TimeSeries(), stalls, new StopRules([], _ => { })),
            new WriteLedger(plan.Id, '-', clock, new LedgerFanOut([])),
            log);
        var users = Enumerable.Range(0, Users).Select(number => new VirtualUser(session, plan.Groups[0], number, new Random(number), token: null)).ToList();
        using var stopOnAbort = abort.Register(() => session.Stop(TimeSpan.Zero));
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            await Task.WhenAll(users.Select(IterateAsync));
        }
        while (JitInfo.GetCompiledMethodCount() > compiled && session.Elapsed < Longest);
    }

    private static async Task IterateAsync(VirtualUser user)
    {
        for (var i = 0; i < Iterations; i++)
        {
            await user.IterateAsync();
        }
    }

    private static ScenarioPlan Plan()
    {
        var success = MetricPlan.Rate("success");
        var latency = MetricPlan.Trend("latency");
        var errors = MetricPlan.Counter("errors");
        var request = DoktoriRequests.Health.Feeding([Feed.Success(success), Feed.SuccessIn("run", success), Feed.Time(latency), Feed.Failed(errors)]);
        return new ScenarioPlan
        {
            Id = "warm-up",
            Purpose = "compiles",
            Duration = Longest,
            Groups = [new GroupPlan("warm-up", Users, Step.Send(request), Step.Sleep(Pause))],
            Metrics = [success, latency, errors],
            Thresholds = [],
        };
    }
}
