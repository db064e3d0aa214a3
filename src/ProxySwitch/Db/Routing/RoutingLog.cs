namespace ProxySwitch.Db.Routing;

/// <summary>Event ids 3100–3199.</summary>
internal static partial class RoutingLog
{
    [LoggerMessage(3100, LogLevel.Information, "Generation {Generation}: new sessions go to {Upstream} ({Address})")]
    public static partial void GenerationEntered(this ILogger log, int generation, string upstream, string address);

    [LoggerMessage(3101, LogLevel.Warning, "Change to {Upstream} refused, the old table stays: {Code}: {Reason}")]
    public static partial void ChangeRefused(this ILogger log, string upstream, string code, string reason);

    [LoggerMessage(3102, LogLevel.Information, "Upstream file {Path} created from PROXY_UPSTREAMS")]
    public static partial void FileCreated(this ILogger log, string path);

    [LoggerMessage(3103, LogLevel.Warning, "PROXY_UPSTREAMS or PROXY_ACTIVE differs from the upstream file {Path}: the file counts")]
    public static partial void FileDiffers(this ILogger log, string path);
}
