namespace ProxySwitch.Control;

/// <summary>Event ids 3300–3399.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(3300, LogLevel.Warning, "Control call without a valid token refused: {Method} {Path} ({Suppressed} more since the last such line)")]
    public static partial void Unauthorized(this ILogger log, string method, string path, int suppressed);
}
