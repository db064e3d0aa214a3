namespace Migration.Zones;

/// <summary>How often an address was given as the answer.</summary>
internal sealed record DnsAnswerCount(string Address, long Count, DateTimeOffset? LastAt);
