namespace FakeDoktoriApi.Observability;

/// <summary>Events 3200-3299.</summary>
internal static partial class FailureMessages
{
    [LoggerMessage(3200, LogLevel.Warning, "{Method} {Path} -> 500, {Kind}: {Reason} (and {Suppressed} more like it before)")]
    public static partial void DatabaseFailed(this ILogger logger, string method, string path, string kind, string reason, int suppressed);

    [LoggerMessage(3201, LogLevel.Error, "{Method} {Path} -> 500, unexpected (and {Suppressed} more like it before)")]
    public static partial void Unexpected(this ILogger logger, Exception exception, string method, string path, int suppressed);
}
