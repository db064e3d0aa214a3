using System.Diagnostics.Metrics;
using ProxySwitch.Db.Routing;
using ProxySwitch.Db.Sessions;

namespace ProxySwitch.Db;

/// <summary>The counters of the control API for those who listen over OTLP. Costs nothing unless somebody collects.</summary>
internal sealed class ProxyMetrics
{
    /// <summary>The name under which ServiceDefaults exports: the application's.</summary>
    public const string MeterName = "ProxySwitch";

    private readonly Switchboard switchboard;

    public ProxyMetrics(Switchboard switchboard, IMeterFactory meters)
    {
        this.switchboard = switchboard;
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter("db_proxy.sessions", () => PerUpstream(traffic => traffic.Sessions), "{session}", "Sessions open now.");
        meter.CreateObservableCounter("db_proxy.sessions.total", () => PerUpstream(traffic => traffic.SessionsTotal), "{session}", "Sessions since the start.");
        meter.CreateObservableCounter("db_proxy.connect.errors", () => PerUpstream(traffic => traffic.ConnectErrors), "{error}", "Sessions refused because the upstream did not take the connection.");
        meter.CreateObservableCounter("db_proxy.bytes.up", () => PerUpstream(traffic => traffic.BytesUp), "By", "Client to upstream.");
        meter.CreateObservableCounter("db_proxy.bytes.down", () => PerUpstream(traffic => traffic.BytesDown), "By", "Upstream to client.");
        meter.CreateObservableGauge("db_proxy.generation", () => switchboard.Ready ? switchboard.Current.Number : 0, null, "Number of the table in force.");
    }

    private IEnumerable<Measurement<long>> PerUpstream(Func<TrafficSnapshot, long> value) =>
        switchboard.AllTraffic.Select(upstream => new Measurement<long>(value(upstream.Snapshot()), new KeyValuePair<string, object?>("upstream", upstream.Name)));
}
