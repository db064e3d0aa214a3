namespace ProxySwitch.Dns.Zones;

/// <summary>The zone file's content, the records in the file's order.</summary>
/// <param name="TtlSeconds">Of every record; 0: not to be cached.</param>
internal sealed record Zone(DomainName Name, int TtlSeconds, IReadOnlyList<ZoneRecord> Records)
{
    /// <summary>A week: RFC 8767 §4 has resolvers cut longer ones.</summary>
    public const int MaximumTtlSeconds = 604_800;

    public const int MaximumRecords = 64;

    /// <summary>
    /// How long a "there is no such thing" may be cached (the SOA's last field, RFC 2308 §4): as long as a record, so that lowering the
    /// TTL lowers both; at most the three hours that §5 advises.
    /// </summary>
    public int NegativeTtlSeconds => Math.Min(TtlSeconds, 10_800);
}
