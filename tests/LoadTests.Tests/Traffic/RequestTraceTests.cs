using System.Diagnostics;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class RequestTraceTests
{
    [Fact]
    public void NothingIsSent_WhileNobodyListens()
    {
        using var request = Request();
        Assert.Null(RequestTrace.Begin(request, "GET /meetings/{id}"));
        Assert.False(request.Headers.Contains("traceparent"));
    }

    [Theory]
    [InlineData(ActivitySamplingResult.AllDataAndRecorded, "-01")]
    [InlineData(ActivitySamplingResult.PropagationData, "-00")]
    public void TheDecision_GoesAlong(ActivitySamplingResult decision, string flags)
    {
        using var listener = Listen(decision);
        using var request = Request();
        using var span = RequestTrace.Begin(request, "GET /meetings/{id}");

        var sent = Assert.Single(request.Headers.GetValues("traceparent"));
        Assert.Equal(span!.Id, sent);
        Assert.EndsWith(flags, sent, StringComparison.Ordinal);
    }

    [Fact]
    public void ASpan_IsARoot_AndSaysWhatBecameOfTheRequest_WithoutQueryOrToken()
    {
        using var listener = Listen(ActivitySamplingResult.AllDataAndRecorded);
        using var around = new Activity("somebody's").Start();
        using var request = Request();
        request.Headers.Authorization = new("Bearer", "secret-token");
        using var span = RequestTrace.Begin(request, "GET /meetings/{id}")!;
        span.End(new HttpExchange(Outcome.Timeout, Status: 0, "api-vpc", default) { ServedBy = "api-vpc", Edge = "edge-vpc" });

        Assert.Equal(default, span.ParentSpanId);
        Assert.Equal(("GET /meetings/{id}", ActivityStatusCode.Error), (span.OperationName, span.Status));
        Assert.Equal(
            ["doktori.edge=edge-vpc", "doktori.server=api-vpc", "error.type=Timeout", "http.request.method=GET", "server.address=doktori.test", "server.port=80", "url.path=/api/meetings/7"],
            span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
    }

    private static HttpRequestMessage Request() => new(HttpMethod.Get, new Uri("http://doktori.test/api/meetings/7?keyword=x"));

    private static ActivityListener Listen(ActivitySamplingResult decision)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RequestTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => decision,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
