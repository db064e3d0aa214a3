namespace ProxySwitch.Db.Sessions;

/// <summary>Counters that every session of an upstream or a generation adds to.</summary>
internal class Traffic
{
    private long sessions;
    private long halfClosed;
    private long sessionsTotal;
    private long bytesUp;
    private long bytesDown;
    private long connectErrors;

    public void SessionOpened()
    {
        Interlocked.Increment(ref sessions);
        Interlocked.Increment(ref sessionsTotal);
    }

    public void SessionHalfClosed() => Interlocked.Increment(ref halfClosed);

    public void SessionClosed()
    {
        Interlocked.Decrement(ref sessions);
        Interlocked.Decrement(ref halfClosed);
    }

    public void ConnectFailed() => Interlocked.Increment(ref connectErrors);

    public void Moved(Direction direction, int bytes) => Interlocked.Add(ref direction == Direction.Up ? ref bytesUp : ref bytesDown, bytes);

    public TrafficSnapshot Snapshot() => new(
        Interlocked.Read(ref sessions), Interlocked.Read(ref halfClosed), Interlocked.Read(ref sessionsTotal),
        Interlocked.Read(ref bytesUp), Interlocked.Read(ref bytesDown), Interlocked.Read(ref connectErrors));
}
