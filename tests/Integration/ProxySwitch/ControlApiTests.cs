using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Integration.ProxySwitch;

public sealed class ControlApiTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private readonly TestUpstream source = new("source");
    private readonly TestUpstream target = new("target");
    private RunningProxy proxy = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => proxy = await RunningProxy.StartAsync([source, target]);

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        source.Dispose();
        target.Dispose();
    }

    [Theory(Timeout = Timeout)]
    [InlineData("GET", "control/state", null)]
    [InlineData("POST", "control/switch", null)]
    [InlineData("POST", "control/switch", "Bearer wrong-wrong-wrong-wrong")]
    [InlineData("POST", "control/switch", "Basic " + RunningProxy.Secret)]
    [InlineData("POST", "control/switch", RunningProxy.Secret)]
    [InlineData("POST", "control/reload", null)]
    [InlineData("POST", "control/test", null)]
    [InlineData("POST", "Control/Switch", null)]
    [InlineData("POST", "control//switch", null)]
    public async Task WithoutTheToken_401_AndNothingChanges(string method, string path, string? authorization)
    {
        using var http = new HttpClient { BaseAddress = proxy.Control };
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative)) { Content = new StringContent("""{"active":"target"}""") };
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
    [InlineData("hello", "bad_json")]
    [InlineData("{\"active\":", "bad_json")]
    [InlineData("null", "bad_json")]
    [InlineData("[\"target\"]", "bad_json")]
    [InlineData("\"target\"", "bad_json")]
    [InlineData("{\"active\":1}", "bad_json")]
    [InlineData("{\"Active\":\"target\"}", "bad_json")]
    [InlineData("{\"active\":\"target\",\"force\":true}", "bad_json")]
    [InlineData("{\"active\":\"source\",\"active\":\"target\"}", "bad_json")]
    [InlineData("{\"active\":\"target\"} trailing", "bad_json")]
    [InlineData("{\"active\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}", "bad_json")]
    [InlineData("{}", "bad_request")]
    [InlineData("{\"active\":null}", "bad_request")]
    [InlineData("{\"active\":\"\"}", "bad_request")]
    [InlineData("{\"active\":\"../../etc/passwd\"}", "bad_request")]
    public async Task ABodyThatIsNotUnderstood_400_WithTheReason_AndNothingChanges(string body, string code)
    {
        foreach (var path in new[] { "control/switch", "control/test" })
        {
            var (status, answer) = await proxy.PostAsync(path, body);

            Assert.Equal((400, code), ((int)status, answer.GetProperty("code").GetString()));
            Assert.NotEmpty(answer.GetProperty("message").GetString()!);
        }

        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task AHugeBody_413()
    {
        var (status, answer) = await proxy.PostAsync("control/switch", "{\"active\":\"" + new string('a', 100_000) + "\"}");

        Assert.Equal((413, "body_too_large"), ((int)status, answer.GetProperty("code").GetString()));
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task AnUnknownUpstream_422()
    {
        var (status, answer) = await proxy.PostAsync("control/switch", """{"active":"elsewhere"}""");

        Assert.Equal((422, "unknown_upstream"), ((int)status, answer.GetProperty("code").GetString()));
        Assert.Contains("source, target", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Test_SaysYes_AndChangesNothing()
    {
        var (status, _) = await proxy.PostAsync("control/test", """{"active":"target"}""");

        Assert.Equal(200, (int)status);
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task WrongMethodsAndPaths_AreRefused()
    {
        using var get = await proxy.Http.GetAsync(new Uri("control/switch", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        using var unknown = await proxy.Http.GetAsync(new Uri("control/shutdown", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        await NothingChangedAsync();
    }

    [Fact(Timeout = Timeout)]
    public async Task Health_IsOpen()
    {
        using var http = new HttpClient();

        Assert.Equal("Healthy", await http.GetStringAsync(new Uri(proxy.Control, "health"), Cancellation));
    }

    [Fact(Timeout = Timeout)]
    public async Task GarbageAndIdleConnections_HurtNobody()
    {
        var control = new IPEndPoint(IPAddress.Loopback, proxy.Control.Port);
        var idle = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Wire.ConnectAsync(control)));
        var garbage = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Wire.ConnectAsync(control)));
        var random = new Random(7);
        foreach (var socket in garbage)
        {
            var bytes = new byte[5000];
            random.NextBytes(bytes);
            try
            {
                await socket.SendAllAsync(bytes);
            }
            catch (SocketException)
            {
                // Thrown out before it had finished: fine.
            }
        }

        var (session, name) = await Wire.OpenAsync(proxy.Listen);
        Assert.Equal("source", name);
        await session.EchoAsync("unhurt");
        await proxy.SwitchAsync("target");
        session.Dispose();
        Array.ForEach([.. idle, .. garbage], socket => socket.Dispose());
    }

    [Fact(Timeout = Timeout)]
    public async Task ACallerThatLeavesInTheMiddle_ChangesNothing()
    {
        using var socket = await Wire.ConnectAsync(new(IPAddress.Loopback, proxy.Control.Port));
        await socket.SendAllAsync(Encoding.ASCII.GetBytes(
            $"POST /control/switch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {RunningProxy.Secret}\r\nContent-Length: 19\r\n\r\n{{\"active\":"));
        socket.Reset();

        await NothingChangedAsync();
    }

    private async Task NothingChangedAsync()
    {
        var state = await proxy.StateAsync();
        Assert.Equal((1, "source"), (state.GetProperty("generation").GetInt32(), state.GetProperty("active").GetString()));
        Assert.Contains("\"active\": \"source\"", await File.ReadAllTextAsync(proxy.UpstreamFile, Cancellation), StringComparison.Ordinal);
    }
}
