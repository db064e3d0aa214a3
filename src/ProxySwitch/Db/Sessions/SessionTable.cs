using System.Collections.Concurrent;

namespace ProxySwitch.Db.Sessions;

/// <summary>The sessions open now, for those who look at all of them: the idle sweep and the stop.</summary>
internal sealed class SessionTable(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Session, SessionActivity> open = [];
    private volatile TaskCompletionSource? drained;

    public int Count => open.Count;

    public async Task RunAsync(Session session)
    {
        open[session] = new(0, clock.GetTimestamp());
        try
        {
            await session.RunAsync();
        }
        finally
        {
            open.TryRemove(session, out _);
            if (open.IsEmpty)
            {
                drained?.TrySetResult();
            }
        }
    }

    /// <summary>Closes sessions on which nothing moved since at least <paramref name="idleTimeout"/>, seen from sweep to sweep.</summary>
    /// <returns>How many.</returns>
    public int CloseIdle(TimeSpan idleTimeout)
    {
        var now = clock.GetTimestamp();
        var closed = 0;
        foreach (var (session, seen) in open)
        {
            if (session.Progress != seen.Progress)
            {
                open.TryUpdate(session, new(session.Progress, now), seen);
            }
            else if (clock.GetElapsedTime(seen.Since, now) >= idleTimeout)
            {
                session.Close();
                closed++;
            }
        }

        return closed;
    }

    /// <summary>Waits until the last session ended, at most <paramref name="timeout"/>, then closes the rest.</summary>
    /// <returns>How many had to be closed.</returns>
    public async Task<int> DrainAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        var waiting = drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (open.IsEmpty)
        {
            return 0;
        }

        try
        {
            await waiting.Task.WaitAsync(timeout, clock, cancellation);
            return 0;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            var rest = open.Keys.ToArray();
            foreach (var session in rest)
            {
                session.Close();
            }

            return rest.Length;
        }
    }
}
