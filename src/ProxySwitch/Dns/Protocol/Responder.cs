using System.Net;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns.Protocol;

/// <summary>
/// What an authoritative server says, as a function of the message and the zone:
/// not understood → FORMERR, NOTIMP, BADVERS · not ours → REFUSED · no such name → NXDOMAIN · no such record → no error, empty ·
/// else the records. The two negative answers carry the SOA in the authority section, which says how long they may be cached (RFC 2308).
/// </summary>
internal static class Responder
{
    /// <param name="message">As received.</param>
    /// <param name="version">The zone to answer from.</param>
    /// <param name="answer">At least <see cref="AnswerWriter.MaximumLength"/>.</param>
    /// <returns>The answer's length, 0 if there must be none, and the address it gave for the name that was asked, if it did.</returns>
    public static (int Length, IPAddress? Given) Answer(ReadOnlySpan<byte> message, ZoneVersion version, Span<byte> answer)
    {
        if (QueryReader.Read(message) is not { } query)
        {
            return (0, null);
        }

        var writer = new AnswerWriter(message, query.QuestionLength, answer);
        var code = query.Code;
        IPAddress? given = null;
        if (code == ResponseCode.NoError)
        {
            code = Refusal(query);
        }

        if (code == ResponseCode.NoError)
        {
            (code, given) = AnswerFromZone(query, version, ref writer);
        }

        writer.SetCode(code);
        if (query.HasEdns)
        {
            writer.WriteOpt(code, query.DnssecOk);
        }

        return (writer.Length, given);
    }

    /// <summary>What needs no zone to be answered.</summary>
    private static ResponseCode Refusal(in DnsQuery query) => query switch
    {
        { Class: not DnsQuery.Internet } => ResponseCode.Refused,
        { Type: RecordType.Opt } => ResponseCode.FormErr, // only ever a part of a message
        { Type: RecordType.Any } => ResponseCode.NoError,
        { Type: RecordType.Axfr or RecordType.Ixfr } => ResponseCode.Refused, // understood, and given to nobody
        { Type: >= (RecordType)128 and <= (RecordType)255 } => ResponseCode.NotImp, // the other questions that are not about records (RFC 6895 §3.1)
        _ => ResponseCode.NoError,
    };

    private static (ResponseCode Code, IPAddress? Given) AnswerFromZone(in DnsQuery query, ZoneVersion version, ref AnswerWriter writer)
    {
        var zone = version.Zone;
        if (FindZone(query.Name!, zone.Name.Wire) is not { } zoneOffset)
        {
            return (ResponseCode.Refused, null);
        }

        writer.SetAuthoritative();
        var zoneAt = DnsQuery.HeaderLength + zoneOffset;
        var exists = version.Exists(query.Name!);
        var address = query.Type is RecordType.A or RecordType.Any ? version.Find(query.Name!) : null;
        var atZone = zoneOffset == 0;
        var soa = atZone && (query.Type is RecordType.Soa or RecordType.Any);
        var ns = atZone && (query.Type is RecordType.NS or RecordType.Any);
        if (address is not null)
        {
            writer.WriteA(DnsQuery.HeaderLength, zone.TtlSeconds, address);
        }

        if (soa)
        {
            WriteSoa(ref writer, version, zoneAt, zone.TtlSeconds);
        }

        if (ns)
        {
            writer.WriteNS(NameServerLabel, zoneAt, zone.TtlSeconds);
            writer.StartAdditional();
            writer.WriteA(NameServerLabel, zoneAt, zone.TtlSeconds, version.Find(version.NameServer.Wire)!);
        }

        if (address is null && !soa && !ns)
        {
            writer.StartAuthority();
            WriteSoa(ref writer, version, zoneAt, zone.NegativeTtlSeconds);
        }

        return (exists ? ResponseCode.NoError : ResponseCode.NXDomain, address);
    }

    private static ReadOnlySpan<byte> NameServerLabel => "ns"u8;

    private static void WriteSoa(ref AnswerWriter writer, ZoneVersion version, int zoneAt, int ttl) =>
        writer.WriteSoa(NameServerLabel, "hostmaster"u8, zoneAt, ttl, version.Serial, version.Zone.NegativeTtlSeconds);

    /// <summary>Where in the name the zone's begins, label by label.</summary>
    private static int? FindZone(string name, string zone)
    {
        for (var offset = 0; offset < name.Length; offset += name[offset] + 1)
        {
            if (name.AsSpan(offset).SequenceEqual(zone))
            {
                return offset;
            }
        }

        return null;
    }
}
