namespace FakeDoktoriApi.Observability;

/// <summary>Events 3200-3299.</summary>
internal static partial class FailureMessages
{
    [LoggerMessage(3200, LogLevel.Warning, "{Method} {Path} -> {Answer}, {Kind}: {Reason} (and {Suppressed} more like it before)")]
    public static partial void DatabaseFailed(this ILogger logger, string method, string path, string answer, string kind, string reason, int suppressed);

    [LoggerMessage(3201, LogLevel.Error, "{Method} {Path} -> {Answer}, unexpected (and {Suppressed} more like it before)")]
    public static partial void Unexpected(this ILogger logger, Exception exception, string method, string path, string answer, int suppressed);
}
