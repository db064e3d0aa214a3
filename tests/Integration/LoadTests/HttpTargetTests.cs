using LoadTests.History;
using LoadTests.Plans;
using LoadTests.Traffic;

namespace Integration.LoadTests;

/// <summary>What the measuring client makes of real sockets.</summary>
public sealed class HttpTargetTests
{
    private const string Good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Server-Id: raw\r\n\r\n{}";

    private static readonly RequestPlan Get = new() { Name = "GET /health", Method = HttpMethod.Get, Path = _ => "/health" };

    [Fact]
    public async Task AConnectionClosedUnderTheRequest_IsAReset_AndNothingIsSentTwice()
    {
        // HttpClient by itself sends such a request up to four times.
        await using var server = new RawServer(number => number == 1 ? Good : null);
        using var target = new HttpTarget(server.Url(), "r");

        Assert.Equal(Outcome.Ok, (await SendAsync(target, Get)).Outcome);
        Assert.Equal(Outcome.Reset, (await SendAsync(target, Get)).Outcome);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task AGoodAnswer_KeepsItsServer()
    {
        await using var server = new RawServer(_ => Good);
        using var target = new HttpTarget(server.Url(), "r");

        var exchange = await SendAsync(target, Get);
        Assert.Equal((Outcome.Ok, 200, "raw", "raw", "127.0.0.1"), (exchange.Outcome, exchange.Status, exchange.Server, exchange.ServedBy, exchange.Edge));
        Assert.Equal((Outcome.Http, 200), Of(await SendAsync(target, Get with { ExpectedStatus = 204 })));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", Outcome.Http, 500)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", Outcome.Http, 302)]
    [InlineData("220 smtp.example ready\r\n", Outcome.Protocol, 0)]
    public async Task NamesWhatCameBack(string answer, Outcome outcome, int status)
    {
        await using var server = new RawServer(_ => answer);
        using var target = new HttpTarget(server.Url(), "r");

        Assert.Equal((outcome, status), Of(await SendAsync(target, Get)));
    }

    [Fact]
    public async Task NoWholeAnswerInTime_IsATimeout()
    {
        await using var server = new RawServer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        using var target = new HttpTarget(server.Url(), "r");

        Assert.Equal((Outcome.Timeout, 0), Of(await SendAsync(target, Get.Within(TimeSpan.FromMilliseconds(200)))));
    }

    [Fact]
    public async Task HttpsToAnHttpPort_IsTls()
    {
        await using var server = new RawServer(_ => "HTTP/1.1 400 Bad Request\r\n\r\n");
        using var target = new HttpTarget(server.Url("https"), "r");

        Assert.Equal((Outcome.Tls, 0), Of(await SendAsync(target, Get)));
    }

    [Fact]
    public async Task NobodyListening_IsRefused()
    {
        var server = new RawServer(_ => Good);
        var url = server.Url();
        await server.DisposeAsync();
        using var target = new HttpTarget(url, "r");

        Assert.Equal((Outcome.Refused, 0), Of(await SendAsync(target, Get)));
    }

    [Fact]
    public async Task TheEndOfTheRun_IsOurOwnDoing()
    {
        await using var server = new RawServer(_ => "");
        using var target = new HttpTarget(server.Url(), "r");
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.Equal(Outcome.Cancelled, (await target.ExchangeAsync(Get, "/health", null, null, end.Token)).Outcome);
    }

    private static (Outcome, int) Of(HttpExchange exchange) => (exchange.Outcome, exchange.Status);

    private static Task<HttpExchange> SendAsync(HttpTarget target, RequestPlan plan) =>
        target.ExchangeAsync(plan, "/health", token: null, body: null, TestContext.Current.CancellationToken);
}
