using System.Diagnostics.Metrics;
using ProxySwitch.Db;
using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns;

/// <summary>The counters of the control API for those who listen over OTLP. Costs nothing unless somebody collects.</summary>
internal sealed class DnsMetrics
{
    public DnsMetrics(ZoneSwitchboard switchboard, AnswerBook book, TcpService tcp, IMeterFactory meters)
    {
        var meter = meters.Create(ProxyMetrics.MeterName);
        meter.CreateObservableCounter("dns.queries", () => book.Queries, "{query}", "Messages answered, errors included.");
        meter.CreateObservableCounter("dns.answers", () => book.Counts.Select(answer =>
            new Measurement<long>(answer.Value.Count, new KeyValuePair<string, object?>("address", answer.Key.ToString()))), "{answer}", "How often an address was given out.");
        meter.CreateObservableUpDownCounter("dns.tcp.connections", () => tcp.Connections, "{connection}", "TCP connections open now.");
        meter.CreateObservableGauge("dns.ttl", () => switchboard.Ready ? switchboard.Current.Zone.TtlSeconds : 0, "s", "The TTL in force.");
    }
}
