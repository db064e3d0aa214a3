using Microsoft.AspNetCore.Routing.Patterns;

namespace FakeDoktoriApi.Http;

/// <summary>
/// Ends requests that match no endpoint, behind the auth filter, so only for callers who may ask: 405 for a known path with another method,
/// otherwise 500 (inferred: Spring's "no resource" exception meets the catch-all). A path must match to the letter: no trailing slash, no other case.
/// </summary>
internal sealed class UnknownPath(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            await ApiError.Internal.WriteAsync(context);
            return;
        }

        // Routing's own endpoint for "other method" is not a route.
        if (endpoint is not RouteEndpoint route)
        {
            await ApiError.MethodNotAllowed.WriteAsync(context);
            return;
        }

        if (!MatchesToTheLetter(route.RoutePattern, context.Request.Path.Value!))
        {
            await ApiError.Internal.WriteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool MatchesToTheLetter(RoutePattern pattern, ReadOnlySpan<char> path)
    {
        foreach (var segment in pattern.PathSegments)
        {
            if (path is not ['/', ..])
            {
                return false;
            }

            path = path[1..];
            var end = path.IndexOf('/') is var slash && slash >= 0 ? slash : path.Length;
            if (segment.Parts is [RoutePatternLiteralPart literal] && !path[..end].SequenceEqual(literal.Content))
            {
                return false;
            }

            path = path[end..];
        }

        return path.IsEmpty;
    }
}
