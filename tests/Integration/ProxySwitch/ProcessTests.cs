using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Integration.ProxySwitch;

public sealed class ProcessTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly string folder = Directory.CreateTempSubdirectory("db-proxy-").FullName;
    private readonly TestUpstream source = new("source");
    private readonly TestUpstream target = new("target");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        source.Dispose();
        target.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("no role given")]
    [InlineData("unknown role 'nginx'", "--role", "nginx")]
    public async Task AWrongRole_Exits2_AndListsTheRoles(string message, params string[] arguments)
    {
        await using var proxy = ProxyProcess.Start(Environment(), arguments);

        Assert.Equal(2, await proxy.ExitAsync());
        Assert.Contains(message, proxy.Output, StringComparison.Ordinal);
        Assert.Contains("  db ", proxy.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task AMissingToken_Exits2()
    {
        var environment = Environment();
        environment["PROXY_CONTROL_TOKEN"] = "";

        await RefusesToStartAsync(environment, "PROXY_CONTROL_TOKEN is missing");
    }

    [Theory(Timeout = Timeout)]
    [InlineData("PROXY_LISTEN", "127.0.0.1:{0}")]
    [InlineData("PROXY_CONTROL_URL", "http://127.0.0.1:{0}")]
    public async Task ATakenPort_Exits2_AndNamesThePort(string name, string value)
    {
        var taken = source.EndPoint.Port;
        var environment = Environment();
        environment[name] = string.Format(CultureInfo.InvariantCulture, value, taken);

        await RefusesToStartAsync(environment, $"port {taken} of 127.0.0.1 ({name}) is taken by another process");
    }

    [Fact(Timeout = Timeout)]
    public async Task ABadFile_Exits2_WithItsLine()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "upstreams.json"), "{\n  \"active\": \"source\"\n", Cancellation);

        await RefusesToStartAsync(Environment(), "upstreams.json:3:1: ");
    }

    [Fact(Timeout = Timeout)]
    public async Task StartsFromTheEnvironment_ThenFromItsFile_AndStopsOnSigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using (var first = ProxyProcess.Start(Environment(), "--role", "db"))
        {
            Assert.Equal("source", await NameAsync(await first.ListeningAsync()));
            using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", RunningProxy.Secret) } };
            using var content = new StringContent("""{"active":"target"}""");
            using var answer = await http.PostAsync(new Uri(await first.ControllingAsync(), "control/switch"), content, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

            Assert.Equal(0, await first.TerminateAsync());
            Assert.DoesNotContain(RunningProxy.Secret, first.Output, StringComparison.Ordinal);
        }

        // The file remembers the switch; the environment still says source, and the log says that the file counts.
        await using var second = ProxyProcess.Start(Environment(), "--role", "db");
        Assert.Equal("target", await NameAsync(await second.ListeningAsync()));
        Assert.Contains("the file counts", second.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task ADeadUpstream_IsLoggedOnce_NotOncePerClient()
    {
        await using var proxy = ProxyProcess.Start(Environment(), "--role", "db");
        var listen = await proxy.ListeningAsync();
        source.StopListening();

        await Task.WhenAll(Enumerable.Range(0, 300).Select(async _ =>
        {
            using var client = await Wire.ConnectAsync(listen);
            await client.ReadEndingAsync();
        }));

        await Eventually.EqualAsync(true, () => proxy.Output.Contains("upstream source does not take connections", StringComparison.Ordinal));
        Assert.InRange(proxy.Output.Split('\n').Count(line => line.Contains("does not take connections", StringComparison.Ordinal)), 1, 10);
    }

    [Fact(Timeout = Timeout)]
    public async Task FiftyStalledReaders_CostAFewBuffers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        using var flood = new TestUpstream("source", async socket =>
        {
            var block = new byte[256 * 1024];
            while (true)
            {
                await socket.SendAllAsync(block);
            }
        });
        await using var proxy = ProxyProcess.Start(ProxyProcess.Environment(folder, flood), "--role", "db");
        var listen = await proxy.ListeningAsync();
        await proxy.ControllingAsync();
        using var first = await Wire.ConnectAsync(listen);
        await first.ReadExactlyAsync(new byte[10_000_000]); // warm
        var before = ResidentKilobytes(proxy.Id);

        var stalled = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Wire.ConnectAsync(listen)));
        await Eventually.StandsStillAsync(() => ResidentKilobytes(proxy.Id));

        // 50 × 32 KiB is 1.6 MB; what the kernel buffers is not ours. The rest is the runtime's.
        Assert.InRange(ResidentKilobytes(proxy.Id) - before, long.MinValue, 16_000);
        Array.ForEach(stalled, socket => socket.Dispose());
    }

    [Fact(Timeout = Timeout)]
    public async Task OutOfDescriptors_NewSessionsWait_OldOnesLive_AndItRecovers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "needs bash's ulimit");
        await using var proxy = ProxyProcess.StartLimited(openFiles: 250, Environment(), "--role", "db");
        var listen = await proxy.ListeningAsync();
        await Eventually.EqualAsync(true, () => proxy.Output.Contains("Application started", StringComparison.Ordinal)); // a start needs files, too
        Assert.Equal("source", await NameAsync(listen));
        var (old, _) = await Wire.OpenAsync(listen);

        // More than can be had: some are refused by the failed dial, some wait in the backlog.
        var crowd = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Wire.ConnectAsync(listen)));
        await Eventually.EqualAsync(true, () => proxy.Output.Contains("Cannot accept connections", StringComparison.Ordinal) || proxy.Output.Contains("does not take connections", StringComparison.Ordinal));
        await old.EchoAsync("unhurt");
        Array.ForEach(crowd, socket => socket.Reset());

        await Eventually.EqualAsync("source", async () =>
        {
            try
            {
                return await NameAsync(listen);
            }
            catch (SocketException)
            {
                return "";
            }
        });
        await old.EchoAsync("still unhurt");
        old.Dispose();
    }

    private static long ResidentKilobytes(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    private Dictionary<string, string> Environment() => ProxyProcess.Environment(folder, source, target);

    private static async Task RefusesToStartAsync(IReadOnlyDictionary<string, string> environment, string message)
    {
        await using var proxy = ProxyProcess.Start(environment, "--role", "db");

        Assert.Equal(2, await proxy.ExitAsync());
        Assert.Contains(message, proxy.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", proxy.Output, StringComparison.Ordinal); // no stack trace
        Assert.DoesNotContain(RunningProxy.Secret, proxy.Output, StringComparison.Ordinal);
    }

    private static async Task<string> NameAsync(IPEndPoint listen)
    {
        var (socket, name) = await Wire.OpenAsync(listen);
        socket.Dispose();
        return name;
    }
}
