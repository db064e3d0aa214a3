namespace LoadTests.Traffic;

/// <summary>
/// Unix microseconds that never run backwards: the wall clock is read once, the rest is the monotonic clock.
/// Processes on one machine can be laid side by side by it.
/// </summary>
internal sealed class RunClock
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    private readonly long startedAt;
    private readonly long wallAtStart;

    public RunClock(TimeProvider time)
    {
        Time = time;
        StartedAt = time.GetUtcNow();
        startedAt = time.GetTimestamp();
        wallAtStart = (StartedAt.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMicrosecond;
    }

    public TimeProvider Time { get; }
    public DateTimeOffset StartedAt { get; }

    /// <summary>Unix microseconds.</summary>
    public long Now => wallAtStart + (Time.GetElapsedTime(startedAt).Ticks / TicksPerMicrosecond);

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TicksPerMicrosecond);
}
