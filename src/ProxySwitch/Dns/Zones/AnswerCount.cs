namespace ProxySwitch.Dns.Zones;

internal sealed class AnswerCount
{
    private long count;
    private long lastTicks;

    public long Count => Interlocked.Read(ref count);

    public DateTimeOffset LastAt => new(Interlocked.Read(ref lastTicks), TimeSpan.Zero);

    public void Add(DateTimeOffset at)
    {
        Interlocked.Exchange(ref lastTicks, at.UtcTicks); // before the count: whoever sees the count sees a time
        Interlocked.Increment(ref count);
    }
}
