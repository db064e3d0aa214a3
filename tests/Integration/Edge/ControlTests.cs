using System.Net;

namespace Integration.Edge;

public sealed class ControlTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private WebUpstream blue = null!;
    private WebUpstream green = null!;
    private RunningEdge edge = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (blue, green) = (await WebUpstream.StartAsync("blue"), await WebUpstream.StartAsync("green"));
        edge = await RunningEdge.StartAsync([blue, green]);
    }

    public async ValueTask DisposeAsync()
    {
        await edge.DisposeAsync();
        await blue.DisposeAsync();
        await green.DisposeAsync();
    }

    [Theory(Timeout = Timeout)]
    [InlineData("GET", "control/state", null)]
    [InlineData("POST", "control/switch", null)]
    [InlineData("POST", "control/switch", "Bearer wrong-wrong-wrong-wrong")]
    [InlineData("POST", "control/reload", null)]
    [InlineData("POST", "control/test", "Basic " + RunningEdge.Secret)]
    public async Task WithoutTheToken_401_AndNothingChanges(string method, string path, string? authorization)
    {
        using var http = new HttpClient { BaseAddress = edge.Control };
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative)) { Content = new StringContent("""{"active":{"api":"green"}}""") };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        await NothingChangedAsync();
    }

    [Theory(Timeout = Timeout)]
    [InlineData("", "bad_json")]
    [InlineData("null", "bad_json")]
    [InlineData("{\"active\":\"green\"}", "bad_json")]
    [InlineData("{\"active\":{\"api\":1}}", "bad_json")]
    [InlineData("{\"active\":{\"api\":\"green\",\"api\":\"blue\"}}", "bad_json")]
    [InlineData("{\"active\":{\"api\":\"green\"},\"force\":true}", "bad_json")]
    [InlineData("{}", "bad_request")]
    [InlineData("{\"active\":{}}", "bad_request")]
    [InlineData("{\"active\":{\"www\":\"green\"}}", "bad_request")]
    [InlineData("{\"active\":{\"api\":null}}", "bad_request")]
    [InlineData("{\"active\":{\"api\":\"../x\"}}", "bad_request")]
    [InlineData("{\"upstreams\":{\"red\":\"127.0.0.1\"}}", "bad_request")]
    [InlineData("{\"upstreams\":{\"r d\":\"127.0.0.1:1\"}}", "bad_request")]
    public async Task ABodyThatIsNotUnderstood_400_AndNothingChanges(string body, string code)
    {
        foreach (var path in new[] { "control/switch", "control/test" })
        {
            var (status, answer) = await edge.PostAsync(path, body);

            Assert.Equal((400, code), ((int)status, answer.GetProperty("code").GetString()));
        }

        await NothingChangedAsync();
    }

    [Theory(Timeout = Timeout)]
    [InlineData("{\"active\":{\"api\":\"red\"}}", "unknown_upstream")]
    [InlineData("{\"active\":{\"chat\":\"red\"},\"upstreams\":{\"red\":\"10.9.8.7:80\"}}", "host_not_allowed")]
    [InlineData("{\"active\":{\"chat\":\"red\"},\"upstreams\":{\"red\":\"127.0.0.1:1\"}}", "upstream_unreachable")]
    public async Task WhatCannotBe_422_AndNothingChanges(string body, string code)
    {
        var (status, answer) = await edge.PostAsync("control/switch", body);

        Assert.Equal((422, code), ((int)status, answer.GetProperty("code").GetString()));
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Test_SaysYes_AndChangesNothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await edge.PostAsync("control/test", """{"active":{"api":"green"}}""")).Status);

        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task ASwitch_MayAddAnUpstream_AndMoveOneRoute()
    {
        var (status, state) = await edge.PostAsync("control/switch", $$$"""{"active":{"api":"new"},"upstreams":{"new":"{{{green.EndPoint}}}"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("new", "blue"), (state.GetProperty("active").GetProperty("api").GetString(), state.GetProperty("active").GetProperty("chat").GetString()));
        Assert.StartsWith("server: green\n", (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x")).Text, StringComparison.Ordinal);
        Assert.StartsWith("server: blue\n", (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/chat-rooms")).Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task AHandEditedFile_IsTakenOnReload_AndNotBefore()
    {
        var text = await File.ReadAllTextAsync(edge.UpstreamFile, Cancellation);
        await File.WriteAllTextAsync(edge.UpstreamFile, text.Replace(": \"blue\"", ": \"green\"", StringComparison.Ordinal), Cancellation);
        Assert.Equal("blue", (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x"))["X-Server-Id"]);

        var (status, _) = await edge.PostAsync("control/reload", "");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("green", (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x"))["X-Server-Id"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task ABadHandEdit_IsRefusedWithItsPlace_AndTheOldTableStays()
    {
        await File.WriteAllTextAsync(edge.UpstreamFile, "{\n  \"active\": { \"api\": \"green\" },\n  \"upstreams\": { \"green\": \"127.0.0.1\" }\n}\n", Cancellation);

        var (status, body) = await edge.PostAsync("control/reload", "");

        Assert.Equal((422, "bad_table", 3, 27), ((int)status, body.GetProperty("code").GetString(), body.GetProperty("line").GetInt32(), body.GetProperty("column").GetInt32()));
        Assert.StartsWith("edge.json:3:27: ", body.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("blue", (await HttpWire.AskOnceAsync(edge.Listen, "GET", "/api/x"))["X-Server-Id"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task State_TellsTheWholeStory()
    {
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await edge.StateAsync()).GetProperty("lastRequestAt").ValueKind);
        using var wire = await HttpWire.ConnectAsync(edge.Listen);
        await wire.AskAsync("GET", "/api/x");
        await edge.SwitchAsync("green");
        await wire.AskAsync("GET", "/api/x");

        var state = await edge.StateAsync();

        Assert.Equal(("edge", "edge-test", 2, edge.Listen.ToString()), (state.GetProperty("role").GetString(), state.GetProperty("edge").GetString(),
            state.GetProperty("generation").GetInt32(), state.GetProperty("listen").GetString()));
        Assert.Equal((2, 0, 0), (state.GetProperty("requestsTotal").GetInt32(), state.GetProperty("inFlight").GetInt32(), state.GetProperty("webSockets").GetInt32()));
        Assert.True(state.GetProperty("lastRequestAt").GetDateTimeOffset() > state.GetProperty("switches")[1].GetProperty("at").GetDateTimeOffset());
        Assert.Equal([("blue", $"{blue.EndPoint}", true, 1), ("green", $"{green.EndPoint}", true, 1)], state.GetProperty("upstreams").EnumerateArray().Select(upstream => (
            upstream.GetProperty("name").GetString(), upstream.GetProperty("address").GetString(), upstream.GetProperty("configured").GetBoolean(), upstream.GetProperty("requestsTotal").GetInt32())));
        Assert.Equal([(1, "blue", 1), (2, "green", 1)], state.GetProperty("switches").EnumerateArray().Select(entry => (
            entry.GetProperty("generation").GetInt32(), entry.GetProperty("active").GetProperty("api").GetString(), entry.GetProperty("requestsTotal").GetInt32())));
    }

    private async Task NothingChangedAsync()
    {
        var state = await edge.StateAsync();
        Assert.Equal((1, "blue"), (state.GetProperty("generation").GetInt32(), state.GetProperty("active").GetProperty("api").GetString()));
        Assert.Contains("\"api\": \"blue\"", await File.ReadAllTextAsync(edge.UpstreamFile, Cancellation), StringComparison.Ordinal);
    }
}
