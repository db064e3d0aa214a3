using System.Collections.Concurrent;
using LoadTests.Checks;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Ledger;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic.Names;

namespace LoadTests.Traffic;

/// <summary>
/// One run under load: sends for all virtual users, and records each request once, as a sample, into the metrics its plan
/// feeds, and into the live counts. Whatever is counted here was sent.
/// </summary>
internal sealed class LoadSession : IDisposable
{
    private static readonly TimeSpan GraceOnLostToken = TimeSpan.FromSeconds(2);

    private readonly HttpTarget target;
    private readonly ConcurrentDictionary<VirtualUser, HttpTarget> ownTargets = new();
    private readonly PhaseClock phases;
    private readonly ISampleSink samples;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource giveUp = new();
    private readonly TimeSpan duration;
    private long startedAt;
    private long requests;
    private long failed;
    private int stopping;

    public LoadSession(ScenarioPlan plan, TimeSpan duration, TargetSettings settings, HttpTarget target, RunClock clock, MetricSet metrics, ISampleSink samples, WriteLedger ledger, RunLog log)
    {
        Plan = plan;
        this.duration = duration;
        Settings = settings;
        this.target = target;
        this.samples = samples;
        Clock = clock;
        Metrics = metrics;
        Ledger = ledger;
        Log = log;
        Edges = new EdgeBook(duration);
        phases = new PhaseClock(plan.Phases, duration);
        startedAt = clock.Now;
    }

    public ScenarioPlan Plan { get; }
    public TargetSettings Settings { get; }
    public RunClock Clock { get; }
    public MetricSet Metrics { get; }
    public WriteLedger Ledger { get; }
    public RunLog Log { get; }
    public WriteObservations Writes { get; } = new();
    public FailureStreaks Streaks { get; } = new();
    public EdgeBook Edges { get; }

    /// <summary>How host names are resolved, for connections that are not HTTP requests.</summary>
    public NameCache Names { get; set; } = NameCache.OfTheSystem;

    public long Requests => Interlocked.Read(ref requests);
    public long Failed => Interlocked.Read(ref failed);
    /// <summary>As planned.</summary>
    public TimeSpan Duration => duration;
    /// <summary>Unix microseconds; phases count from here.</summary>
    public long StartedAt => startedAt;
    public TimeSpan Elapsed => TimeSpan.FromMicroseconds(Clock.Now - startedAt);
    public TimeSpan Remaining => duration > Elapsed ? duration - Elapsed : TimeSpan.Zero;
    public string Phase => phases.At(Elapsed);

    /// <summary>Null: send as fast as the plan does.</summary>
    public Safety.RateCeiling? Ceiling { get; init; }

    /// <summary>Null: tokens stay as they are.</summary>
    public Safety.TokenRenewal? Renewal { get; init; }

    /// <summary>Null unless the run was ended before its time.</summary>
    public StopCause? Cause { get; private set; }

    /// <summary>Cancelled when the run is over: nobody sends or thinks any more.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>The token that has taken the place of <paramref name="token"/>, if one has.</summary>
    public string Newest(string token) => Renewal?.Use(token) ?? token;

    /// <summary>The load begins now: phases count from here.</summary>
    public void Begin() => startedAt = Clock.Now;

    /// <summary>Ends all sending at once. What is under way may still be answered for a while, so that it need not count as unknown. The first call counts.</summary>
    public void Stop(TimeSpan grace, StopCause? cause = null)
    {
        if (Interlocked.Exchange(ref stopping, 1) == 0)
        {
            Cause = cause;
            giveUp.CancelAfter(grace);
            stop.Cancel();
        }
    }

    /// <summary>Sends, waits for the whole answer, records.</summary>
    /// <exception cref="OperationCanceledException">The run was over before it was sent; it counts nowhere.</exception>
    public async Task<Answer> SendAsync(VirtualUser user, RequestPlan plan, ReadOnlyMemory<byte>? body, long intended, Action? sending)
    {
        stop.Token.ThrowIfCancellationRequested();
        if (Ceiling?.Take(Clock.Now) is { } wait and > 0)
        {
            // Our own brake: the time it takes is not the service's.
            await DelayAsync(TimeSpan.FromMicroseconds(wait));
            intended = Clock.Now;
        }

        sending?.Invoke();
        Interlocked.Increment(ref requests);
        var phase = Phase;
        var path = plan.Path(user);
        var started = Clock.Now;
        var token = plan.SignedIn ? user.Token : null;
        var exchange = await TargetOf(user).ExchangeAsync(plan, path, token, body, giveUp.Token);
        var answer = new Answer
        {
            Intended = Math.Min(intended, started),
            Started = started,
            Ended = Clock.Now,
            Outcome = exchange.Outcome,
            Status = exchange.Status,
            Phase = phase,
            Server = exchange.Server,
            ServedBy = exchange.ServedBy,
            Edge = exchange.Edge,
            Body = exchange.Body,
        };
        if (exchange is { Status: not 0, Edge: { } edge })
        {
            Edges.Answered(edge, exchange.EdgeIsNamed, Elapsed, answer.Ended);
        }

        var renewed = answer.Unauthorized && token is not null && await RenewedAsync(token);
        Record(user, plan, answer, renewed);
        return answer;
    }

    public Task DelayAsync(TimeSpan time) => Task.Delay(time, Clock.Time, stop.Token);

    public void CountMissedSends(long missed)
    {
        if (missed > 0)
        {
            Metrics.Count(CommonMetrics.SendsMissed, missed);
        }
    }

    public void Dispose()
    {
        foreach (var own in ownTargets.Values)
        {
            own.Dispose();
        }

        stop.Dispose();
        giveUp.Dispose();
    }

    private HttpTarget TargetOf(VirtualUser user) =>
        user.Group.OwnConnection ? ownTargets.GetOrAdd(user, (_, shared) => shared.OfOneConnection(), target) : target;

    /// <summary>Whether a refused token was, or already is, replaced. When it is over with the token, it is over with the run.</summary>
    private async Task<bool> RenewedAsync(string token)
    {
        if (Renewal is null)
        {
            return false;
        }

        var failure = await Renewal.RenewAsync(token, giveUp.Token);
        if (failure is not null && (Renewal.IsPossible(token) || JwtShape.ExpiresAt(token) <= Clock.Time.GetUtcNow()))
        {
            Stop(GraceOnLostToken, new StopCause(CommandLine.ExitCode.Error, failure));
        }

        return failure is null;
    }

    private void Record(VirtualUser user, RequestPlan plan, Answer answer, bool renewed)
    {
        samples.Add(new Sample
        {
            Intended = answer.Intended,
            Started = answer.Started,
            Ended = answer.Ended,
            Group = user.Group.Name,
            Request = plan.Name,
            Write = plan.Write,
            Status = answer.Status,
            Outcome = answer.Outcome,
            Server = answer.Server,
            Edge = answer.Edge,
            Phase = answer.Phase,
        });
        if (plan.Write)
        {
            Writes.Add(new WriteObservation(answer.Started, answer.Ended, WriteObservation.ResultOf(answer.Outcome, answer.Status)));
        }

        if (answer.Cancelled)
        {
            return;
        }

        if (!answer.Ok)
        {
            Interlocked.Increment(ref failed);
        }

        if (answer.Unauthorized)
        {
            if (!renewed)
            {
                Metrics.Count(CommonMetrics.Unauthorized);
            }

            return;
        }

        if (!plan.Write)
        {
            Streaks.Observe(plan.Name, answer.Ok, answer.Started, answer.Ended);
        }

        foreach (var feed in plan.Feeds)
        {
            feed(Metrics, answer);
        }
    }
}
