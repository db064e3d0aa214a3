using System.Diagnostics;
using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>
/// What we send as spans of the source "LoadTests": one per request, handshake and chat message, each the root of its trace. It goes along as W3C
/// <c>traceparent</c>, the decision not to sample, too, so that nobody on the way decides again. Null, and nothing sent, while nobody listens.
/// Neither headers nor queries nor bodies are noted.
/// </summary>
internal static class RequestTrace
{
    public const string SourceName = "LoadTests";
    public const string Header = "traceparent";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Otherwise there is nothing to begin.</summary>
    public static bool HasListeners => Source.HasListeners();

    /// <param name="name">Method and route.</param>
    public static Activity? Begin(HttpRequestMessage request, string name)
    {
        if (Begin(name, ActivityKind.Client) is not { } span)
        {
            return null;
        }

        request.Headers.TryAddWithoutValidation(Header, span.Id);
        if (span.IsAllDataRequested)
        {
            span.SetTag("http.request.method", request.Method.Method);
            Describe(span, request.RequestUri!);
        }

        return span;
    }

    public static Activity? BeginHandshake(Uri url)
    {
        var span = Begin($"GET {url.AbsolutePath}", ActivityKind.Client);
        if (span is { IsAllDataRequested: true })
        {
            Describe(span, url);
        }

        return span;
    }

    public static Activity? BeginMessage(string destination) => Begin($"SEND {destination}", ActivityKind.Producer);

    public static void End(this Activity? span, HttpExchange exchange)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        if (exchange.Status != 0)
        {
            span.SetTag("http.response.status_code", exchange.Status);
        }

        span.SetTag("doktori.server", exchange.ServedBy);
        span.SetTag("doktori.edge", exchange.Edge);
        if (exchange.Outcome is Outcome.Ok)
        {
            return;
        }

        span.SetTag("error.type", exchange.Outcome.ToString());
        if (exchange.Outcome is not Outcome.Cancelled)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static Activity? Begin(string name, ActivityKind kind)
    {
        if (!HasListeners)
        {
            return null;
        }

        // A trace of its own, whatever the flow belongs to.
        Activity.Current = null;
        return Source.StartActivity(name, kind);
    }

    private static void Describe(Activity span, Uri url)
    {
        span.SetTag("server.address", url.IdnHost);
        span.SetTag("server.port", url.Port);
        span.SetTag("url.path", url.AbsolutePath);
    }
}
