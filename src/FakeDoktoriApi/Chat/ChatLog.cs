using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Chat;

/// <summary>Events 3300-3399.</summary>
internal static partial class ChatLog
{
    [LoggerMessage(3300, LogLevel.Warning, "messages cannot be read, subscribers wait")]
    public static partial void FeedLost(this ILogger logger, Exception exception);

    [LoggerMessage(3301, LogLevel.Information, "messages are read again after {Milliseconds} ms")]
    public static partial void FeedBack(this ILogger logger, long milliseconds);

    [LoggerMessage(3302, LogLevel.Debug, "session {Session} of user {User} ended: {Reason}")]
    public static partial void SessionEnded(this ILogger logger, string session, long? user, SessionEnd reason);

    [LoggerMessage(3303, LogLevel.Information, "session {Session} of user {User} was ended: {Reason}")]
    public static partial void SessionCut(this ILogger logger, string session, long? user, SessionEnd reason);

    [LoggerMessage(3304, LogLevel.Debug, "session {Session}: a message was not taken: {Reason}")]
    public static partial void MessageRefused(this ILogger logger, string session, string reason);

    [LoggerMessage(3305, LogLevel.Information, "closing {Count} sessions")]
    public static partial void ClosingSessions(this ILogger logger, int count);

    [LoggerMessage(3306, LogLevel.Error, "session {Session} ended in a defect")]
    public static partial void SessionFailed(this ILogger logger, Exception exception, string session);
}
