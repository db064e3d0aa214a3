using Integration.LoadTests;
using Support;

namespace Integration.Telemetry;

/// <summary>A request of the load tests is one trace, from the one who sends it to the statement it needs.</summary>
public sealed class RequestTraceTests(TracedSite site) : IClassFixture<TracedSite>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARequest_IsFollowed_FromTheLoadTest_ThroughEdgeAndApi_ToTheStatement()
    {
        using var run = LoadTestsProcess.Start(site.LoadEnvironment(share: "0.2"), "db-cutover", "--duration", "4s");
        run.Passed(await run.ExitCodeAsync(Cancellation));

        // 1 load test → 2 edge → 3 API → 4 MySqlConnector
        ReceivedSpan[]? chain = null;
        await Eventually.TrueAsync(() => (chain = Chain(site.Receiver.Spans)) is not null, Cancellation, Patience);
        Assert.Equal(("load", ReceivedSpan.Client, ""), (chain![0].Service, chain[0].Kind, chain[0].Parent));
        Assert.Matches("^20[01]$", chain[0].Attributes["http.response.status_code"]);
        Assert.Equal(("edge-test", "api"), (chain[1].Attributes["doktori.edge"], chain[1].Attributes["doktori.upstream"]));
        Assert.Single(chain.Select(span => span.Trace).Distinct());
        await Eventually.TrueAsync(() => site.Receiver.Metrics.Any(metric => metric.Service == "load"), Cancellation, Patience);
        await Eventually.TrueAsync(() => site.Receiver.Logs.Any(log => log.Service == "load" && log.Scope == "LoadTests"), Cancellation, Patience);
        site.AssertNoSecretWasSent();
    }

    [Fact]
    public async Task AShare_IsTraced_AndNobodyOnTheWayDecidesAgain()
    {
        var earlier = site.Receiver.Spans.Select(span => span.Id).ToHashSet();
        using var run = LoadTestsProcess.Start(site.LoadEnvironment(share: "0.2"), "db-cutover", "--duration", "4s");
        run.Passed(await run.ExitCodeAsync(Cancellation));

        await Eventually.TrueAsync(() => site.Receiver.Spans.Any(span => span.Scope == "ProxySwitch" && !earlier.Contains(span.Id)), Cancellation, Patience);
        var requests = run.Summary().Requests;
        var roots = site.Receiver.Spans.Where(span => span.Service == "load" && !earlier.Contains(span.Id)).ToList();
        Assert.All(roots, root => Assert.Equal("", root.Parent));
        Assert.InRange(roots.Count, 1, requests);
        Assert.DoesNotContain(site.Receiver.Spans, span => span.Service != "load" && span.Parent.Length == 0);
    }

    [Fact]
    public async Task AHandshake_AndAChatMessage_AreFollowedIntoChat()
    {
        using var run = LoadTestsProcess.Start(
            new Dictionary<string, string>(site.LoadEnvironment(share: "1")) { ["CHAT_ROOM_ID"] = "31" }, "websocket", "--duration", "8s");
        run.Passed(await run.ExitCodeAsync(Cancellation));

        // The handshake's span ends with its connection, the message's when it is stored.
        await Eventually.TrueAsync(() => Below(Sent("GET /api/ws"), "ProxySwitch", "Microsoft.AspNetCore"), Cancellation, Patience);
        await Eventually.TrueAsync(() => Below(Sent("SEND /app/chat-rooms/31/messages"), "FakeDoktoriApi", "MySqlConnector"), Cancellation, Patience);
        site.AssertNoSecretWasSent();

        IEnumerable<ReceivedSpan> Sent(string name) => site.Receiver.Spans.Where(span => span.Service == "load" && span.Name == name);
    }

    private static ReceivedSpan[]? Chain(IReadOnlyList<ReceivedSpan> spans) =>
        (from sent in spans
         where sent.Scope == "LoadTests"
         from edge in spans
         where edge.Scope == "ProxySwitch" && edge.IsChildOf(sent)
         from api in spans
         where api.Service == "api" && api.Scope == "Microsoft.AspNetCore" && api.IsChildOf(edge)
         from statement in spans
         where statement.Scope == "MySqlConnector" && statement.IsChildOf(api)
         select new[] { sent, edge, api, statement }).FirstOrDefault();

    private bool Below(IEnumerable<ReceivedSpan> parents, params string[] scopes)
    {
        var spans = site.Receiver.Spans;
        foreach (var scope in scopes)
        {
            parents = [.. spans.Where(span => span.Scope == scope && parents.Any(span.IsChildOf))];
        }

        return parents.Any();
    }
}
