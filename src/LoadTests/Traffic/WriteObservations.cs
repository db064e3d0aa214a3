using LoadTests.Checks;
using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>The writes of a run so far, and the windows in which they failed. Thread-safe.</summary>
internal sealed class WriteObservations
{
    // No write is under way for longer than this (the longest time limit of a write is 15 s).
    private const long LongestWrite = 20_000_000;

    private readonly Lock gate = new();
    private readonly List<WriteObservation> all = [];
    private readonly List<WriteObservation> unsettled = [];
    private double longestSoFar;
    private long failed;

    public long Count
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    public long Failed => Interlocked.Read(ref failed);

    public void Add(WriteObservation write)
    {
        lock (gate)
        {
            all.Add(write);
            unsettled.Add(write);
            if (write.Result == WriteResult.Failed)
            {
                failed++;
            }
        }
    }

    public IReadOnlyList<UnavailableWindow> Windows()
    {
        lock (gate)
        {
            return WriteAvailability.Windows(all);
        }
    }

    /// <summary>Milliseconds of the longest window until <paramref name="now"/>, one that is still open included. Cheap enough for a live display.</summary>
    public double LongestMs(long now)
    {
        lock (gate)
        {
            var windows = WriteAvailability.Windows(unsettled);
            var longest = windows.Select(window => window.Open ? (now - window.From) / 1000.0 : window.Ms).DefaultIfEmpty(0).Max();

            // A write still under way was sent after this; if all windows were over by then, it can change none of them,
            // and only a success sent after it can close the window it may open.
            var oldest = now - LongestWrite;
            if (!windows.Any(window => window.Open || window.To >= oldest))
            {
                longestSoFar = Math.Max(longestSoFar, longest);
                unsettled.RemoveAll(write => write.Started < oldest);
            }

            return Math.Max(longestSoFar, longest);
        }
    }
}
