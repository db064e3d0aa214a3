using Microsoft.Net.Http.Headers;

namespace FakeDoktoriApi.Http;

/// <summary>
/// Spring's CORS filter: fixed origins, credentials allowed. A request from another origin is refused with 403, not merely left without headers;
/// one from a page of this very host is no cross-origin request.
/// </summary>
internal sealed class Cors(RequestDelegate next, ApiOptions options)
{
    private const string AllowedHeaders = "Authorization, Content-Type, X-XSRF-TOKEN";
    private const string AllowedMethods = "GET,POST,PUT,PATCH,DELETE,OPTIONS"; // Inferred.

    private readonly HashSet<string> _origins =
        [.. options.AllowedOrigins.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public Task InvokeAsync(HttpContext context)
    {
        string? origin = context.Request.Headers.Origin;
        if (origin is null || origin == $"{context.Request.Scheme}://{context.Request.Host}")
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        if (!_origins.Contains(origin))
        {
            return RefuseAsync(context);
        }

        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        if (!HttpMethods.IsOptions(context.Request.Method) || context.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            headers.AccessControlExposeHeaders = "Authorization";
            return next(context);
        }

        headers.AccessControlAllowMethods = AllowedMethods;
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlMaxAge = "1800";
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("Invalid CORS request");
    }
}
