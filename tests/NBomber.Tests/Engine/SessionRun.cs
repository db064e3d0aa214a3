using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace NBomber.Tests.Engine;

/// <summary>A session on a clock that only moves when the test moves it.</summary>
internal sealed class SessionRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SessionRun(WatchedTimeProvider time, Task<NodeStats> stats)
    {
        Time = time;
        Stats = stats;
    }

    public WatchedTimeProvider Time { get; }
    public Task<NodeStats> Stats { get; }

    public static SessionRun Start(params ScenarioProps[] scenarios)
    {
        var time = new WatchedTimeProvider();
        var context = NBomberRunner.RegisterScenarios(scenarios).WithoutReports() with { Time = time };
        return new SessionRun(time, Task.Run(() => context.Run()));
    }

    /// <summary>
    /// Waits until the only scenario of the session is in its <paramref name="nth"/> wait for the clock: moving the clock earlier
    /// could fall between reading it and setting the timer. The session's first timer is that of its reports.
    /// </summary>
    public Task WaitingAsync(int nth) => UntilAsync(() => Time.Timers >= nth + 1);

    public Task<NodeStats> ResultAsync() => Stats.WaitAsync(Patience, TimeProvider.System);

    /// <summary>Waits for a fact, at most 20 s.</summary>
    public static async Task UntilAsync(Func<bool> fact)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!fact())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
