namespace ProxySwitch.Edge.Routing;

/// <summary>Counters that every request of an upstream or a generation adds to.</summary>
internal class RequestCounts
{
    private long inFlight;
    private long webSockets;
    private long requestsTotal;
    private long errors;

    public long InFlight => Interlocked.Read(ref inFlight);

    public long WebSockets => Interlocked.Read(ref webSockets);

    public long RequestsTotal => Interlocked.Read(ref requestsTotal);

    public long Errors => Interlocked.Read(ref errors);

    public void RequestBegan()
    {
        Interlocked.Increment(ref inFlight);
        Interlocked.Increment(ref requestsTotal);
    }

    public void RequestEnded() => Interlocked.Decrement(ref inFlight);

    /// <summary>The request in flight has become a WebSocket.</summary>
    public void WebSocketOpened()
    {
        Interlocked.Increment(ref webSockets);
        Interlocked.Decrement(ref inFlight);
    }

    public void WebSocketClosed() => Interlocked.Decrement(ref webSockets);

    public void Failed() => Interlocked.Increment(ref errors);
}
