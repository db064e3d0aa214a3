using System.Diagnostics;
using System.Diagnostics.Metrics;
using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Observability;

/// <summary><c>http_server_requests_seconds</c> with Spring's labels. Outermost, so that it sees the status that is sent and all of the time.</summary>
internal sealed class RequestMetrics(RequestDelegate next, ApiMeter meter, TimeProvider time)
{
    private static readonly double[] _bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Histogram<double> _requests = meter.Meter.CreateHistogram(
        "http_server_requests_seconds", "s", "Duration of HTTP requests.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = _bounds });

    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            _requests.Record(time.GetElapsedTime(start).TotalSeconds, new TagList
            {
                { "method", context.Request.Method },
                { "uri", UriOf(context, status) },
                { "status", StatusText.Of(status) },
                { "outcome", OutcomeOf(status) },
            });
        }
    }

    // Spring knows the template only once a handler was found; before that (401, 405, unknown) it writes these words.
    private static string UriOf(HttpContext context, int status) =>
        status is StatusCodes.Status401Unauthorized or StatusCodes.Status405MethodNotAllowed ? "UNKNOWN"
        : context.GetEndpoint()?.Metadata.GetMetadata<UriTemplate>()?.Value
            ?? (status == StatusCodes.Status404NotFound ? "NOT_FOUND" : "UNKNOWN");

    private static string OutcomeOf(int status) => status switch
    {
        < 200 => "INFORMATIONAL",
        < 300 => "SUCCESS",
        < 400 => "REDIRECTION",
        < 500 => "CLIENT_ERROR",
        _ => "SERVER_ERROR",
    };
}
