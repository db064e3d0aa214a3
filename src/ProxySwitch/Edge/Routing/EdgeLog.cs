namespace ProxySwitch.Edge.Routing;

/// <summary>Event ids 3400–3449.</summary>
internal static partial class EdgeLog
{
    [LoggerMessage(3400, LogLevel.Information, "Generation {Generation}: api goes to {Api} ({ApiAddress}), chat to {Chat} ({ChatAddress})")]
    public static partial void GenerationEntered(this ILogger log, int generation, string api, string apiAddress, string chat, string chatAddress);
}
