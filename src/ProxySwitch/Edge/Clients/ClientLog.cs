namespace ProxySwitch.Edge.Clients;

/// <summary>Event ids 3450–3469.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(3450, LogLevel.Information, "Ended {Count} connections that were accepted before generation {Generation}")]
    public static partial void OldConnectionsEnded(this ILogger log, int count, int generation);
}
