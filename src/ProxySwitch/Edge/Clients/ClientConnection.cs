using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge.Clients;

/// <summary>
/// A client's connection and the generation it belongs to. HTTP/1.1 brings one request at a time, so all but <see cref="Sweep"/> is called
/// by one request after the other; the sweep comes from a timer.
/// </summary>
internal sealed class ClientConnection : IDisposable
{
    private readonly IClientTransport transport;
    private readonly TimeProvider clock;
    private readonly Lock gate = new(); // the generation's count moves with the generation
    private EdgeGeneration generation;
    private CancellationTokenSource? tunnel;
    private long lastActive;
    private bool busy;
    private bool ended;

    public ClientConnection(IClientTransport transport, EdgeGeneration generation, TimeProvider clock)
    {
        (this.transport, this.generation, this.clock, lastActive) = (transport, generation, clock, clock.GetTimestamp());
        generation.ConnectionOpened();
    }

    public EdgeGeneration Generation => Volatile.Read(ref generation);

    public void RequestBegan() => Volatile.Write(ref busy, true);

    public void RequestEnded()
    {
        Volatile.Write(ref lastActive, clock.GetTimestamp());
        Volatile.Write(ref busy, false);
    }

    /// <summary>From here on the connection carries a WebSocket of the generation in which that began.</summary>
    /// <param name="cut">Ends the WebSocket politely.</param>
    public void BecameWebSocket(EdgeGeneration began, CancellationTokenSource cut)
    {
        lock (gate)
        {
            generation.ConnectionClosed();
            Volatile.Write(ref generation, began);
            began.ConnectionOpened();
            tunnel = cut;
        }
    }

    /// <summary>Ends what a reload has outdated:
    /// 1. idle since the reload, and since its last request, for the whole grace → closed; what it may be sending just now is answered first;
    /// 2. busy with a request or a WebSocket for longer than the worker shutdown time-out → cut.</summary>
    /// <returns>Whether it was ended by this call.</returns>
    public bool Sweep(EdgeGeneration current, TimeSpan grace, TimeSpan workerShutdownTimeout)
    {
        if (ended || Generation == current || Generation.RetiredAt is not { } retiredAt)
        {
            return false;
        }

        if (Volatile.Read(ref busy))
        {
            if (workerShutdownTimeout == Timeout.InfiniteTimeSpan || clock.GetElapsedTime(retiredAt) < workerShutdownTimeout)
            {
                return false;
            }

            ended = true;
            Cut();
            return true;
        }

        var idleSince = Math.Max(retiredAt, Volatile.Read(ref lastActive));
        if (clock.GetElapsedTime(idleSince) < grace || transport.HasUnreadBytes)
        {
            return false;
        }

        ended = true;
        transport.CloseWhenIdle();
        return true;
    }

    /// <summary>Ends a WebSocket with a FIN to both sides, anything else at once.</summary>
    public void Cut()
    {
        if (!CutWebSocket())
        {
            transport.Abort();
        }
    }

    /// <returns>Whether it carried one.</returns>
    public bool CutWebSocket()
    {
        lock (gate)
        {
            _ = tunnel?.CancelAsync(); // on another thread: what it wakes must not run under the lock
            return tunnel is not null;
        }
    }

    public void WebSocketEnded()
    {
        lock (gate)
        {
            tunnel = null;
        }
    }

    public void Dispose() => Generation.ConnectionClosed();
}
