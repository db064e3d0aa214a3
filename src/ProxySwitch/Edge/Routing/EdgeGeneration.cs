namespace ProxySwitch.Edge.Routing;

/// <summary>
/// One loaded table, what a set of nginx workers is after a reload. A connection belongs to the generation that accepted it; a request and
/// a WebSocket to the one that was in force when they began.
/// </summary>
internal sealed class EdgeGeneration(int number, EdgeTable table, DateTimeOffset at, Target api, Target chat)
{
    private const long InForce = long.MinValue;

    private long connections;
    private long retiredAt = InForce;

    public int Number => number;

    public EdgeTable Table => table;

    public DateTimeOffset At => at;

    public RequestCounts Counts { get; } = new();

    public long Connections => Interlocked.Read(ref connections);

    /// <summary>The clock's timestamp of the reload that replaced it; null while it is in force.</summary>
    public long? RetiredAt => Interlocked.Read(ref retiredAt) is var since && since == InForce ? null : since;

    public Target TargetOf(EdgeRoute route) => route == EdgeRoute.Chat ? chat : api;

    public void Retire(long timestamp) => Interlocked.CompareExchange(ref retiredAt, timestamp, InForce);

    public void ConnectionOpened() => Interlocked.Increment(ref connections);

    public void ConnectionClosed() => Interlocked.Decrement(ref connections);
}
