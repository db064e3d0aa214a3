using ProxySwitch.Dns.Serving;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns.Control;

internal sealed class DnsStateReader(ZoneSwitchboard switchboard, AnswerBook book, PortPair ports, TcpService tcp)
{
    public DnsState Read()
    {
        // One reference, so that serial, TTL and records belong together even while a change runs.
        var current = switchboard.Current;
        var answers = book.Counts
            .Where(answer => answer.Value.Count > 0)
            .OrderBy(answer => BitConverter.ToString(answer.Key.GetAddressBytes()), StringComparer.Ordinal)
            .Select(answer => new AnswerState(answer.Key.ToString(), answer.Value.Count, answer.Value.LastAt));
        var changes = switchboard.History
            .Where(version => version.Serial <= current.Serial)
            .Select(version => new ChangeState(version.Serial, version.At, version.Zone.TtlSeconds, Records(version), version.Queries));
        return new("dns", current.Zone.Name.Text, ports.EndPoint.ToString(), current.Serial, current.Zone.TtlSeconds, Records(current),
            book.Queries, tcp.Connections, [.. answers], [.. changes]);
    }

    private static Dictionary<string, string> Records(ZoneVersion version) =>
        version.Zone.Records.ToDictionary(record => record.Name.Text, record => record.Address.ToString());
}
