namespace Migration.Zones;

/// <summary>What a resolver is told.</summary>
/// <param name="Code">RCODE of RFC 1035: 0 no error, 3 no such name.</param>
/// <param name="Addresses">The A records, in the order of the answer.</param>
/// <param name="TtlSeconds">The shortest TTL among them; null when there are none.</param>
internal sealed record DnsLookupResult(int Code, IReadOnlyList<string> Addresses, int? TtlSeconds);
