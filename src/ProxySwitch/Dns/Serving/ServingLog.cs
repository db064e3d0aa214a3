namespace ProxySwitch.Dns.Serving;

/// <summary>Event ids 3550–3599.</summary>
internal static partial class ServingLog
{
    [LoggerMessage(3550, LogLevel.Information, "Answering UDP and TCP on {EndPoint}")]
    public static partial void Listening(this ILogger log, string endPoint);

    [LoggerMessage(3551, LogLevel.Error, "Cannot receive or send a datagram: {Reason} ({Suppressed} more since the last such line)")]
    public static partial void UdpFailed(this ILogger log, string reason, int suppressed);

    [LoggerMessage(3552, LogLevel.Error, "Cannot accept connections for the moment: {Reason} ({Suppressed} more since the last such line)")]
    public static partial void AcceptFailed(this ILogger log, string reason, int suppressed);

    [LoggerMessage(3553, LogLevel.Error, "A query was not answered because of a defect of the server")]
    public static partial void AnswerFailed(this ILogger log, Exception exception);
}
