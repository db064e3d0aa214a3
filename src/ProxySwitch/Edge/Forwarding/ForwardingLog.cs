using Yarp.ReverseProxy.Forwarder;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>Event ids 3470–3499.</summary>
internal static partial class ForwardingLog
{
    [LoggerMessage(3470, LogLevel.Information, "Listening on {EndPoint}")]
    public static partial void Listening(this ILogger log, string endPoint);

    [LoggerMessage(3471, LogLevel.Warning, "Upstream {Upstream} failed a request ({Status}, {Error}): {Reason} ({Suppressed} more since the last such line)")]
    public static partial void UpstreamFailed(this ILogger log, string upstream, int status, ForwarderError error, string reason, int suppressed);

    [LoggerMessage(3472, LogLevel.Information, "Stopped listening; {Connections} connections are open")]
    public static partial void Draining(this ILogger log, int connections);

    [LoggerMessage(3473, LogLevel.Information, "Ended {Count} WebSockets that were open after {DrainTimeout}")]
    public static partial void WebSocketsCut(this ILogger log, int count, TimeSpan drainTimeout);
}
