using System.Diagnostics;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// A request's span at the edge, of the source "ProxySwitch": the server's of ASP.NET is not there, because its middleware is not. It lasts until the answer
/// is through, so with a WebSocket until that closes. Costs nothing while nobody listens. Neither headers nor queries are noted.
/// </summary>
internal static class RequestTrace
{
    /// <summary>The program's name, which is the source that the service defaults export.</summary>
    private static readonly ActivitySource Source = new("ProxySwitch");

    /// <summary>Below the client's span if it sent one; whether it is kept, the client decided then.</summary>
    public static Activity? Begin(HttpRequest request, string edge, string upstream)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var client);
        Activity.Current = null;
        var span = Source.StartActivity($"{request.Method} {upstream}", ActivityKind.Server, client);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("http.request.method", request.Method);
            span.SetTag("url.path", request.Path.Value);
            span.SetTag("doktori.edge", edge);
            span.SetTag("doktori.upstream", upstream);
        }

        return span;
    }

    public static void End(this Activity? span, int status)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
