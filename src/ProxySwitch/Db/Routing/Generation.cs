using ProxySwitch.Db.Sessions;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>
/// One loaded table, what a set of nginx workers is after a reload. A session belongs for life to the generation that accepted it, and
/// is counted there and with its upstream.
/// </summary>
internal sealed class Generation(int number, UpstreamTable table, UpstreamRoute route, DateTimeOffset at, UpstreamTraffic upstreamTraffic)
{
    private readonly Traffic traffic = new();

    public int Number => number;

    public UpstreamTable Table => table;

    public UpstreamRoute Route => route;

    public DateTimeOffset At => at;

    public TrafficSnapshot Traffic => traffic.Snapshot();

    public void SessionOpened()
    {
        traffic.SessionOpened();
        upstreamTraffic.SessionOpened();
    }

    public void SessionHalfClosed()
    {
        traffic.SessionHalfClosed();
        upstreamTraffic.SessionHalfClosed();
    }

    /// <summary>Every session was half-closed before it is closed.</summary>
    public void SessionClosed()
    {
        traffic.SessionClosed();
        upstreamTraffic.SessionClosed();
    }

    public void Moved(Direction direction, int bytes)
    {
        traffic.Moved(direction, bytes);
        upstreamTraffic.Moved(direction, bytes);
    }

    public void ConnectFailed()
    {
        traffic.ConnectFailed();
        upstreamTraffic.ConnectFailed();
    }
}
