namespace FakeDoktoriApi.Auth;

/// <summary>What may be asked without a token; everything else, known or not, is 401.</summary>
internal static class PublicPaths
{
    private static readonly string[] _prefixes = ["/auth/", "/oauth/", "/actuator/", "/ws/", "/dev/", "/v3/api-docs", "/swagger-ui"];

    /// <param name="path">Without the context path.</param>
    public static bool Includes(string method, string path) =>
        path is "/health" or "/actuator" or "/ws" or "/policies/reading-genres"
        || StartsWithAny(path)
        || (HttpMethods.IsGet(method) && IsPublicGet(path));

    private static bool IsPublicGet(string path) =>
        path is "/meetings" or "/recommendations/meetings" or "/chat-rooms"
        || (path.StartsWith("/meetings/", StringComparison.Ordinal) && path.LastIndexOf('/') == "/meetings".Length);

    private static bool StartsWithAny(string path)
    {
        foreach (var prefix in _prefixes)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
