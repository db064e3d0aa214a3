namespace LoadTests.Traffic;

/// <summary>
/// Failures in a row, per request and for the whole run (not per virtual user), in the order the answers came.
/// One kind of request does not hide the failures of another: a /health that answers says nothing about the database.
/// </summary>
internal sealed class FailureStreaks
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Streak> streaks = new(StringComparer.Ordinal);
    private int longest;
    private long longestDowntime;

    /// <summary>The most failures in a row of any one request.</summary>
    public int Longest
    {
        get
        {
            lock (gate)
            {
                return longest;
            }
        }
    }

    public void Observe(string request, bool ok, long started, long ended)
    {
        lock (gate)
        {
            var streak = streaks.GetValueOrDefault(request);
            if (ok)
            {
                if (streak.Failures > 0)
                {
                    longestDowntime = Math.Max(longestDowntime, ended - streak.Since);
                }

                streaks[request] = default;
                return;
            }

            streak = new Streak(streak.Failures + 1, streak.Failures == 0 ? started : Math.Min(streak.Since, started));
            streaks[request] = streak;
            longest = Math.Max(longest, streak.Failures);
        }
    }

    /// <summary>From the first failure's send to the next success of the same request; a streak still open counts until <paramref name="now"/>.</summary>
    public double LongestDowntimeMs(long now)
    {
        lock (gate)
        {
            var open = streaks.Values.Where(streak => streak.Failures > 0).Select(streak => now - streak.Since).DefaultIfEmpty(0).Max();
            return Math.Max(longestDowntime, open) / 1000.0;
        }
    }

    private readonly record struct Streak(int Failures, long Since);
}
