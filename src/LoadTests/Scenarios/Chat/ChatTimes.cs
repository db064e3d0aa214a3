using LoadTests.Traffic;

namespace LoadTests.Scenarios.Chat;

/// <summary>When a connection of the websocket scenario does what, by the planned duration.</summary>
internal sealed record ChatTimes(TimeSpan StopSpeaking, TimeSpan Close)
{
    /// <summary>A connection speaks once in this time.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.5);

    /// <summary>Before another attempt, after one that failed.</summary>
    public static readonly TimeSpan RetryWait = TimeSpan.FromSeconds(3);

    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    // So that the last messages can still arrive.
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(3);

    public static ChatTimes Of(TimeSpan duration)
    {
        var close = duration * 14 / 15;
        var quiet = duration / 30;
        return new ChatTimes(close - (quiet < LongestQuiet ? quiet : LongestQuiet), close);
    }

    /// <summary>Waits for a moment of the run; returns at once when it has passed.</summary>
    public static Task UntilAsync(LoadSession session, TimeSpan moment, CancellationToken cancellation) =>
        moment > session.Elapsed ? Task.Delay(moment - session.Elapsed, session.Clock.Time, cancellation) : Task.CompletedTask;
}
