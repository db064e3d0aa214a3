using LoadTests.History;

namespace LoadTests.Checks;

/// <summary>When writes could not be got through, from client samples alone.</summary>
public static class WriteAvailability
{
    /// <summary>
    /// The windows in which writes failed, in order, never overlapping.
    /// <para>
    /// 1. A window opens when a write that will fail is sent.
    /// 2. It closes at the first acknowledgement of a write that was sent at or after the last failed one:
    ///    only then a client that starts now gets its write done.
    /// 3. A write that fails before that moment belongs to the same window and moves the close on.
    /// </para>
    /// When a failed write ended does not matter: it may have waited for its own time-out long after others succeeded.
    /// Not evidence either way: 401 (the token, not the service) and requests we cancelled ourselves.
    /// </summary>
    public static IReadOnlyList<UnavailableWindow> Windows(IEnumerable<Sample> samples)
    {
        var writes = samples.Where(sample => sample.Write).Select(WriteObservation.Of).ToList();
        return Windows(writes);
    }

    internal static IReadOnlyList<UnavailableWindow> Windows(IReadOnlyList<WriteObservation> writes)
    {
        var failed = writes.Where(write => write.Result == WriteResult.Failed).OrderBy(write => write.Started).ToList();
        if (failed.Count == 0)
        {
            return [];
        }

        var acknowledged = writes.Where(write => write.Result == WriteResult.Acknowledged).OrderBy(write => write.Started).ToList();
        var firstAcknowledgement = EarliestEndFrom(acknowledged);
        var recordingEnd = writes.Max(write => write.Ended);

        var windows = new List<UnavailableWindow>();
        var next = 0;
        var sentAfter = 0;
        while (next < failed.Count)
        {
            var from = failed[next].Started;
            var count = 0;
            long? close;
            do
            {
                count++;
                var lastFailed = failed[next].Started;
                next++;
                while (sentAfter < acknowledged.Count && acknowledged[sentAfter].Started < lastFailed)
                {
                    sentAfter++;
                }

                close = sentAfter < acknowledged.Count ? firstAcknowledgement[sentAfter] : null;
            }
            while (next < failed.Count && (close is null || failed[next].Started < close));

            windows.Add(new UnavailableWindow(from, close ?? Math.Max(from, recordingEnd), count, Open: close is null));
        }

        return windows;
    }

    /// <summary>
    /// The longest time between two acknowledgements that follow each other, and none at all if fewer than two came.
    /// It also shows writes that were held up but did not fail; at the pace of the write probe its floor is that pace.
    /// </summary>
    public static UnavailableWindow? LongestGap(IEnumerable<Sample> samples)
    {
        var ends = samples.Where(sample => sample.Write && sample.Outcome == Outcome.Ok).Select(sample => sample.Ended).Order().ToList();
        UnavailableWindow? longest = null;
        for (var i = 1; i < ends.Count; i++)
        {
            if (longest is null || ends[i] - ends[i - 1] > longest.To - longest.From)
            {
                longest = new UnavailableWindow(ends[i - 1], ends[i], Failed: 0, Open: false);
            }
        }

        return longest;
    }

    /// <summary>For each index: the earliest end among the writes from there on, when ordered by their start.</summary>
    private static long[] EarliestEndFrom(List<WriteObservation> ordered)
    {
        var earliest = new long[ordered.Count];
        var best = long.MaxValue;
        for (var i = ordered.Count - 1; i >= 0; i--)
        {
            best = Math.Min(best, ordered[i].Ended);
            earliest[i] = best;
        }

        return earliest;
    }
}
