namespace ProxySwitch.Db.Sessions;

/// <summary>Event ids 3200–3299.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(3200, LogLevel.Information, "Listening on {EndPoint}")]
    public static partial void Listening(this ILogger log, string endPoint);

    [LoggerMessage(3201, LogLevel.Warning, "No session: upstream {Upstream} does not take connections: {Reason} ({Suppressed} more since the last such line)")]
    public static partial void UpstreamFailed(this ILogger log, string upstream, string reason, int suppressed);

    [LoggerMessage(3202, LogLevel.Error, "Cannot accept connections for the moment: {Reason} ({Suppressed} more since the last such line)")]
    public static partial void AcceptFailed(this ILogger log, string reason, int suppressed);

    [LoggerMessage(3203, LogLevel.Error, "A session ended with a defect of the proxy")]
    public static partial void SessionFailed(this ILogger log, Exception exception);

    [LoggerMessage(3204, LogLevel.Information, "Closed {Count} sessions on which nothing moved for {IdleTimeout}")]
    public static partial void IdleSessionsClosed(this ILogger log, int count, TimeSpan idleTimeout);

    [LoggerMessage(3205, LogLevel.Information, "Stopped listening; {Count} sessions are open")]
    public static partial void Draining(this ILogger log, int count);

    [LoggerMessage(3206, LogLevel.Information, "Closed {Count} sessions that had not ended after {DrainTimeout}")]
    public static partial void DrainCut(this ILogger log, int count, TimeSpan drainTimeout);
}
