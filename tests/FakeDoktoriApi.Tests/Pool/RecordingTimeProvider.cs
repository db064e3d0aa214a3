using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace FakeDoktoriApi.Tests.Pool;

/// <summary>A fake clock that remembers which timers were set, so that a test can wait until the code under test sleeps before it moves the clock.</summary>
internal sealed class RecordingTimeProvider : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _set = [];

    public int TimersSet(TimeSpan dueTime) => _set.Count(due => due == dueTime);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _set.Enqueue(dueTime);
        return timer;
    }
}
