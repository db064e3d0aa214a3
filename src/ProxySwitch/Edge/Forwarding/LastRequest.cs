namespace ProxySwitch.Edge.Forwarding;

/// <summary>When the last request began: whether an edge may be retired is read from this.</summary>
internal sealed class LastRequest(TimeProvider clock)
{
    private long ticks;

    public DateTimeOffset? At => Interlocked.Read(ref ticks) is > 0 and var utc ? new(utc, TimeSpan.Zero) : null;

    public void Now() => Interlocked.Exchange(ref ticks, clock.GetUtcNow().UtcTicks);
}
