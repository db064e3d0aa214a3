using System.Collections.Concurrent;

namespace LoadTests.Traffic;

/// <summary>How long requests may take. A token source and its timer serve many requests, one after the other: making them costs more than all else of a short request. Thread-safe.</summary>
internal sealed class TimeLimits
{
    private readonly ConcurrentQueue<CancellationTokenSource> idle = new();

    /// <param name="giveUp">Ends the limit at once.</param>
    public Limit Begin(TimeSpan time, CancellationToken giveUp)
    {
        var source = idle.TryDequeue(out var kept) ? kept : new CancellationTokenSource();
        source.CancelAfter(time);
        return new Limit(this, source, giveUp.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source));
    }

    /// <summary>The limit of one request, to be disposed when nobody looks at its token any more.</summary>
    internal readonly struct Limit(TimeLimits limits, CancellationTokenSource source, CancellationTokenRegistration givingUp) : IDisposable
    {
        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            // Waits for a cancellation under way, so that none can reach the next request.
            givingUp.Dispose();
            if (source.TryReset())
            {
                limits.idle.Enqueue(source);
            }
            else
            {
                source.Dispose();
            }
        }
    }
}
