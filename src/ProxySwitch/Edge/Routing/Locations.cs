namespace ProxySwitch.Edge.Routing;

/// <summary>Which application a path belongs to. Case counts, as in nginx; whole segments count, so that /api/wsx is not chat's.</summary>
internal static class Locations
{
    private static readonly string[] Chat = ["/api/ws", "/ws", "/api/chat-rooms"];

    /// <param name="path">Decoded and without dot segments, so that nobody reaches chat's paths through api's names or the reverse.</param>
    public static EdgeRoute Of(ReadOnlySpan<char> path)
    {
        foreach (var location in Chat)
        {
            if (path.StartsWith(location, StringComparison.Ordinal) && (path.Length == location.Length || path[location.Length] == '/'))
            {
                return EdgeRoute.Chat;
            }
        }

        return EdgeRoute.Api;
    }
}
