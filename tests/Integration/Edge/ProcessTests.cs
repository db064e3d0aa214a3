using System.Net;
using Integration.ProxySwitch;

namespace Integration.Edge;

public sealed class ProcessTests : IAsyncLifetime
{
    private const int Timeout = 120_000;

    private readonly string folder = Directory.CreateTempSubdirectory("edge-").FullName;
    private WebUpstream blue = null!;
    private WebUpstream green = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (blue, green) = (await WebUpstream.StartAsync("blue"), await WebUpstream.StartAsync("green"));

    public async ValueTask DisposeAsync()
    {
        await blue.DisposeAsync();
        await green.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact(Timeout = Timeout)]
    public async Task StartsFromTheEnvironment_ThenFromItsFile_AndDrainsOnSigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using (var first = ProxyProcess.Start(Environment(), "--role", "edge"))
        {
            var listen = await first.ListeningAsync();
            Assert.Equal("blue", (await HttpWire.AskOnceAsync(listen, "GET", "/api/x"))["X-Server-Id"]);
            using var wire = await HttpWire.ConnectAsync(listen);
            await wire.SendAsync("GET", "/api/hold");
            await blue.Held.Task.WaitAsync(Cancellation);
            using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", RunningProxy.Secret) } };
            using var content = new StringContent("""{"active":{"api":"green","chat":"green"}}""");
            using var answer = await http.PostAsync(new Uri(await first.ControllingAsync(), "control/switch"), content, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

            var terminated = first.TerminateAsync();
            await Eventually.EqualAsync(true, () => first.Output.Contains("Stopped listening", StringComparison.Ordinal));
            blue.Release.SetResult();

            Assert.Equal("blue", (await wire.ReadAnswerAsync()).Text);
            Assert.Equal(0, await terminated);
            Assert.DoesNotContain(RunningProxy.Secret, first.Output, StringComparison.Ordinal);
        }

        // The file remembers the switch; the environment still says blue, and the log says that the file counts.
        await using var second = ProxyProcess.Start(Environment(), "--role", "edge");
        Assert.Equal("green", (await HttpWire.AskOnceAsync(await second.ListeningAsync(), "GET", "/api/x"))["X-Server-Id"]);
        Assert.Contains("the file counts", second.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("PROXY_EDGE_NAME", "", "PROXY_EDGE_NAME is missing")]
    [InlineData("PROXY_CONTROL_TOKEN", "", "PROXY_CONTROL_TOKEN is missing")]
    [InlineData("PROXY_ACTIVE", "api=blue", "it must name 'api' and 'chat'")]
    public async Task ABadEnvironment_Exits2_WithTheReason(string name, string value, string message)
    {
        var environment = Environment();
        environment[name] = value;
        await using var edge = ProxyProcess.Start(environment, "--role", "edge");

        Assert.Equal(2, await edge.ExitAsync());
        Assert.Contains(message, edge.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", edge.Output, StringComparison.Ordinal); // no stack trace
    }

    [Fact(Timeout = Timeout)]
    public async Task ADeadUpstream_IsLoggedOnce_NotOncePerRequest()
    {
        await using var edge = ProxyProcess.Start(Environment(), "--role", "edge");
        var listen = await edge.ListeningAsync();
        await blue.DisposeAsync();

        using var wire = await HttpWire.ConnectAsync(listen);
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(502, (await wire.AskAsync("GET", "/api/x")).Status);
        }

        await Eventually.EqualAsync(true, () => edge.Output.Contains("Upstream blue failed a request (502", StringComparison.Ordinal));
        Assert.InRange(edge.Output.Split('\n').Count(line => line.Contains("failed a request", StringComparison.Ordinal)), 1, 20);
        blue = await WebUpstream.StartAsync("blue");
    }

    private Dictionary<string, string> Environment() => new()
    {
        ["PROXY_LISTEN"] = "127.0.0.1:0",
        ["PROXY_CONTROL_URL"] = "http://127.0.0.1:0",
        ["PROXY_CONTROL_TOKEN"] = RunningProxy.Secret,
        ["PROXY_EDGE_NAME"] = "edge-test",
        ["PROXY_UPSTREAM_FILE"] = Path.Combine(folder, "edge.json"),
        ["PROXY_UPSTREAMS"] = $"blue={blue.EndPoint};green={green.EndPoint}",
        ["PROXY_ACTIVE"] = "api=blue;chat=blue",
        ["PROXY_DRAIN_TIMEOUT_MS"] = "20000",
        ["Shutdown__TimeoutMs"] = "30000",
    };
}
