using System.Collections.Frozen;
using System.Net;

namespace ProxySwitch.Dns.Zones;

/// <summary>One zone in force, under its serial number, arranged for looking up and counting what it answered.</summary>
internal sealed class ZoneVersion
{
    private readonly FrozenDictionary<string, IPAddress> addresses;
    private readonly FrozenSet<string> existing;
    private long queries;

    /// <param name="serial">The SOA's.</param>
    /// <param name="zone">What the file says.</param>
    /// <param name="at">Since when.</param>
    /// <param name="server">Where this server listens: the address of <see cref="NameServer"/> unless the file has a record for it.</param>
    public ZoneVersion(uint serial, Zone zone, DateTimeOffset at, IPAddress server)
    {
        (Serial, Zone, At, NameServer) = (serial, zone, at, zone.Name.Below("ns"));
        var byName = zone.Records.ToDictionary(record => record.Name.Wire, record => record.Address);
        byName.TryAdd(NameServer.Wire, server);
        addresses = byName.ToFrozenDictionary(StringComparer.Ordinal);
        existing = byName.Keys.SelectMany(AndAbove).Append(zone.Name.Wire).ToFrozenSet(StringComparer.Ordinal);
        Answered = zone.Records.Select(record => record.Address).ToFrozenSet();
    }

    public uint Serial { get; }

    public Zone Zone { get; }

    public DateTimeOffset At { get; }

    /// <summary>The zone's NS: <c>ns.</c> and the zone.</summary>
    public DomainName NameServer { get; }

    /// <summary>The addresses of the file's records: those whose answers are counted.</summary>
    public FrozenSet<IPAddress> Answered { get; }

    /// <summary>Messages answered while this version was in force, errors included.</summary>
    public long Queries => Interlocked.Read(ref queries);

    public void QueryAnswered() => Interlocked.Increment(ref queries);

    public IPAddress? Find(string wireName) => addresses.GetValueOrDefault(wireName);

    /// <summary>True for a name between the zone and a record, too, though it has nothing itself (RFC 8020): no data, not no name.</summary>
    public bool Exists(string wireName) => existing.Contains(wireName);

    /// <summary>The name and every name above it down to, not including, the zone itself.</summary>
    private IEnumerable<string> AndAbove(string wireName)
    {
        for (var name = wireName; name.Length > Zone.Name.Wire.Length; name = name[(name[0] + 1)..])
        {
            yield return name;
        }
    }
}
