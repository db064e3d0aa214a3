namespace ProxySwitch.Dns.Zones;

/// <summary>Event ids 3500–3549.</summary>
internal static partial class ZoneLog
{
    [LoggerMessage(3500, LogLevel.Information, "Serial {Serial}: zone {Zone}, TTL {TtlSeconds} s, {Records}")]
    public static partial void ZoneEntered(this ILogger log, uint serial, string zone, int ttlSeconds, string records);
}
