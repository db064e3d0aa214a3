using LoadTests.Traffic;

namespace LoadTests.Scenarios.WriteProbe;

/// <summary>
/// Hands out the moments at which the probe sends, one interval apart, whichever user is free. Moments that pass while
/// every user is stuck are counted as missed and not made up for: a burst afterwards would look like nothing had happened.
/// </summary>
internal sealed class ProbePace(TimeSpan interval)
{
    private readonly Lock gate = new();
    private readonly long step = (long)interval.TotalMicroseconds;
    private long next;
    private long missed;

    public long Missed => Interlocked.Read(ref missed);

    /// <summary>The next free moment, Unix microseconds.</summary>
    public long Take(long now)
    {
        lock (gate)
        {
            if (next == 0)
            {
                next = now;
            }

            // A moment that is at most one interval old is still worth sending.
            var passed = Math.Max(0, ((now - next) / step) - 1);
            missed += passed;
            var at = next + (passed * step);
            next = at + step;
            return at;
        }
    }

    /// <summary>Takes a moment and waits for it.</summary>
    public Task WaitAsync(VirtualUser user) => user.WaitUntilAsync(Take(user.Session.Clock.Now));
}
