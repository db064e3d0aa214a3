using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Forwarding;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Control;

internal sealed class EdgeStateReader(EdgeOptions options, EdgeSwitchboard switchboard, EdgeServer server, ConnectionTable connections, LastRequest lastRequest)
{
    public EdgeState Read()
    {
        // One reference, so that generation, active and table belong together even while a switch runs.
        var current = switchboard.Current;
        var configured = current.Table.Upstreams.Select(upstream => Describe(switchboard.CountsOf(upstream.Name), upstream.Address, configured: true));
        var former = switchboard.AllCounts
            .Where(counts => current.Table.Find(counts.Name) is null)
            .OrderBy(counts => counts.Name, StringComparer.Ordinal)
            .Select(counts => Describe(counts, counts.LastAddress, configured: false));
        EdgeUpstreamState[] upstreams = [.. configured, .. former];
        return new("edge", options.Name, current.Number, current.Table.Active, server.EndPoint.ToString(),
            connections.Count, upstreams.Sum(upstream => upstream.InFlight), upstreams.Sum(upstream => upstream.WebSockets), upstreams.Sum(upstream => upstream.RequestsTotal),
            lastRequest.At, upstreams, [.. switchboard.History.Where(generation => generation.Number <= current.Number).Select(Describe)]);
    }

    private static EdgeUpstreamState Describe(UpstreamCounts counts, UpstreamAddress? address, bool configured) =>
        new(counts.Name, address?.ToString() ?? "", configured, counts.InFlight, counts.WebSockets, counts.RequestsTotal, counts.Errors);

    private static EdgeGenerationState Describe(EdgeGeneration generation) => new(
        generation.Number, generation.Table.Active, generation.At, generation.Connections,
        generation.Counts.InFlight, generation.Counts.WebSockets, generation.Counts.RequestsTotal, generation.Counts.Errors);
}
