namespace Integration.LoadTests;

/// <summary>The system's clock, whose time of day can be moved; what elapses stays real.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long ahead;

    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref ahead));
        set => Interlocked.Exchange(ref ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
