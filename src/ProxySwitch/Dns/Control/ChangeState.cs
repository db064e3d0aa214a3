namespace ProxySwitch.Dns.Control;

/// <summary>One version of the zone and how many queries were answered from it. Oldest first.</summary>
internal sealed record ChangeState(uint Serial, DateTimeOffset At, int TtlSeconds, IReadOnlyDictionary<string, string> Records, long Queries);
