using ProxySwitch.Db.Routing;
using ProxySwitch.Db.Sessions;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Control;

internal sealed class StateReader(Switchboard switchboard, SessionListener listener)
{
    public ProxyState Read()
    {
        // One reference, so that generation, active and table belong together even while a switch runs.
        var current = switchboard.Current;
        var configured = current.Table.Upstreams.Select(upstream => Describe(switchboard.TrafficOf(upstream.Name), upstream.Address, configured: true));
        var former = switchboard.AllTraffic
            .Where(traffic => current.Table.Find(traffic.Name) is null)
            .OrderBy(traffic => traffic.Name, StringComparer.Ordinal)
            .Select(traffic => Describe(traffic, traffic.LastAddress, configured: false));
        return new("db", current.Number, current.Table.Active, listener.EndPoint.ToString(),
            [.. configured, .. former], [.. switchboard.History.Where(generation => generation.Number <= current.Number).Select(Describe)]);
    }

    private static UpstreamState Describe(UpstreamTraffic upstream, UpstreamAddress? address, bool configured)
    {
        var traffic = upstream.Snapshot();
        return new(upstream.Name, address?.ToString() ?? "", configured,
            traffic.Sessions, traffic.HalfClosed, traffic.SessionsTotal, traffic.BytesUp, traffic.BytesDown, traffic.ConnectErrors);
    }

    private static GenerationState Describe(Generation generation)
    {
        var traffic = generation.Traffic;
        return new(generation.Number, generation.Table.Active, generation.At,
            traffic.Sessions, traffic.HalfClosed, traffic.SessionsTotal, traffic.BytesUp, traffic.BytesDown, traffic.ConnectErrors);
    }
}
