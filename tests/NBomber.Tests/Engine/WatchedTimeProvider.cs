using Microsoft.Extensions.Time.Testing;

namespace NBomber.Tests.Engine;

/// <summary>A clock that only moves when the test moves it, and that tells how many timers have been set.</summary>
internal sealed class WatchedTimeProvider : FakeTimeProvider
{
    private int timers;

    public int Timers => Volatile.Read(ref timers);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Increment(ref timers);
        return timer;
    }
}
