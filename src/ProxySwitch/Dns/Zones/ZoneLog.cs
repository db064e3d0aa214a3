namespace ProxySwitch.Dns.Zones;

/// <summary>Event ids 3500–3549.</summary>
internal static partial class ZoneLog
{
    [LoggerMessage(3500, LogLevel.Information, "Serial {Serial}: zone {Zone}, TTL {TtlSeconds} s, {Records}")]
    public static partial void ZoneEntered(this ILogger log, uint serial, string zone, int ttlSeconds, string records);

    [LoggerMessage(3501, LogLevel.Warning, "Change to {Change} refused, the old zone stays: {Code}: {Reason}")]
    public static partial void ChangeRefused(this ILogger log, string change, string code, string reason);

    [LoggerMessage(3502, LogLevel.Information, "Zone file {Path} created from DNS_ZONE and DNS_RECORDS")]
    public static partial void FileCreated(this ILogger log, string path);

    [LoggerMessage(3503, LogLevel.Warning, "DNS_ZONE, DNS_RECORDS or DNS_TTL_SECONDS differs from the zone file {Path}: the file counts")]
    public static partial void FileDiffers(this ILogger log, string path);
}
