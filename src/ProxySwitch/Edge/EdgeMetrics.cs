using System.Diagnostics.Metrics;
using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge;

/// <summary>The counters of the control API for those who listen over OTLP. Costs nothing unless somebody collects.</summary>
internal sealed class EdgeMetrics
{
    /// <summary>The name under which ServiceDefaults exports: the application's.</summary>
    public const string MeterName = "ProxySwitch";

    private readonly EdgeSwitchboard switchboard;

    public EdgeMetrics(EdgeSwitchboard switchboard, ConnectionTable connections, IMeterFactory meters)
    {
        this.switchboard = switchboard;
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("edge.connections", () => connections.Count, "{connection}", "Client connections open now.");
        meter.CreateObservableUpDownCounter("edge.requests.in_flight", () => PerUpstream(counts => counts.InFlight), "{request}", "Requests that are being answered.");
        meter.CreateObservableUpDownCounter("edge.websockets", () => PerUpstream(counts => counts.WebSockets), "{websocket}", "WebSockets open now.");
        meter.CreateObservableCounter("edge.requests.total", () => PerUpstream(counts => counts.RequestsTotal), "{request}", "Requests since the start.");
        meter.CreateObservableCounter("edge.errors", () => PerUpstream(counts => counts.Errors), "{error}", "Requests that the upstream failed.");
        meter.CreateObservableGauge("edge.generation", () => switchboard.Ready ? switchboard.Current.Number : 0, null, "Number of the table in force.");
    }

    private IEnumerable<Measurement<long>> PerUpstream(Func<UpstreamCounts, long> value) =>
        switchboard.AllCounts.Select(counts => new Measurement<long>(value(counts), new KeyValuePair<string, object?>("upstream", counts.Name)));
}
