namespace Migration.Zones;

/// <summary>One state of the zone, in force from <paramref name="At"/> until the next.</summary>
internal sealed record DnsChange(long Serial, DateTimeOffset At, int TtlSeconds, IReadOnlyDictionary<string, string>? Records);
