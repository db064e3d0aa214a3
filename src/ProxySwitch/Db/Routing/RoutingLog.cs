namespace ProxySwitch.Db.Routing;

/// <summary>Event ids 3150–3199.</summary>
internal static partial class RoutingLog
{
    [LoggerMessage(3150, LogLevel.Information, "Generation {Generation}: new sessions go to {Upstream} ({Address})")]
    public static partial void GenerationEntered(this ILogger log, int generation, string upstream, string address);
}
