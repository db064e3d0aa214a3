using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using Integration.ProxySwitch;

namespace Integration.Dns;

public sealed class ProcessTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly string folder = Directory.CreateTempSubdirectory("dns-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory(Timeout = Timeout)]
    [InlineData("DNS_LISTEN", "127.0.0.1:{0}", ProtocolType.Tcp, "port {0} of 127.0.0.1 (DNS_LISTEN) is taken by another process")]
    [InlineData("DNS_LISTEN", "127.0.0.1:{0}", ProtocolType.Udp, "UDP port {0} of 127.0.0.1 (DNS_LISTEN) is taken by another process")]
    [InlineData("PROXY_CONTROL_URL", "http://127.0.0.1:{0}", ProtocolType.Tcp, "port {0} of 127.0.0.1 (PROXY_CONTROL_URL) is taken by another process")]
    public async Task ATakenPort_Exits2_AndNamesThePort(string name, string value, ProtocolType protocol, string message)
    {
        using var taken = Take(protocol);
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        var environment = DnsProcess.Environment(folder);
        environment[name] = string.Format(CultureInfo.InvariantCulture, value, port);

        await RefusesToStartAsync(environment, string.Format(CultureInfo.InvariantCulture, message, port));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact(Timeout = Timeout)]
    public async Task WrongSettings_Exit2_AllAtOnce()
    {
        var environment = DnsProcess.Environment(folder);
        environment["PROXY_CONTROL_TOKEN"] = "";
        environment["DNS_TTL_SECONDS"] = "soon";

        await RefusesToStartAsync(environment, "PROXY_CONTROL_TOKEN is missing", "DNS_TTL_SECONDS 'soon'");
    }

    [Fact(Timeout = Timeout)]
    public async Task ABadFile_Exits2_WithItsLine()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "zone.json"), "{\n  \"zone\": \"doktori.test\"\n", Cancellation);

        await RefusesToStartAsync(DnsProcess.Environment(folder), "zone.json:3:1: ");
    }

    [Fact(Timeout = Timeout)]
    public async Task StartsFromTheEnvironment_ThenFromItsFile_AndStopsOnSigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using (var first = DnsProcess.Start(DnsProcess.Environment(folder)))
        {
            Assert.Equal("127.0.0.2", await AddressAsync(await first.ListeningAsync()));
            using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", RunningDns.Secret) } };
            using var content = new StringContent("""{"records":{"doktori.test":"127.0.0.3"}}""");
            using var answer = await http.PostAsync(new Uri(await first.ControllingAsync(), "control/change"), content, Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var idle = await Wire.ConnectAsync(await first.ListeningAsync()); // neither this nor the HTTP connection may hold up the stop

            var (exitCode, took) = await first.TerminateAsync();

            Assert.Equal(0, exitCode);
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
            Assert.DoesNotContain(RunningDns.Secret, first.Output, StringComparison.Ordinal);
        }

        // The file remembers the change; the environment still says 127.0.0.2, and the log says that the file counts.
        await using var second = DnsProcess.Start(DnsProcess.Environment(folder));
        Assert.Equal("127.0.0.3", await AddressAsync(await second.ListeningAsync()));
        Assert.Contains("the file counts", second.Output, StringComparison.Ordinal);
    }

    private static async Task<string> AddressAsync(IPEndPoint server)
    {
        var client = new LookupClient(new LookupClientOptions(server) { UseCache = false, Timeout = TimeSpan.FromSeconds(5) });
        var answer = await client.QueryAsync("doktori.test", QueryType.A, QueryClass.IN, Cancellation);
        return Assert.Single(answer.Answers.ARecords()).Address.ToString();
    }

    /// <summary>A port that is held for one protocol and free for the other: some connection's own port may have the number a UDP socket gets.</summary>
    private static Socket Take(ProtocolType protocol)
    {
        while (true)
        {
            using var other = Bound(protocol == ProtocolType.Tcp ? ProtocolType.Udp : ProtocolType.Tcp, 0);
            try
            {
                var taken = Bound(protocol, ((IPEndPoint)other.LocalEndPoint!).Port);
                if (protocol == ProtocolType.Tcp)
                {
                    taken.Listen();
                }

                return taken;
            }
            catch (SocketException inUse) when (inUse.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next number.
            }
        }
    }

    private static Socket Bound(ProtocolType protocol, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram, protocol);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task RefusesToStartAsync(IReadOnlyDictionary<string, string> environment, params string[] reasons)
    {
        await using var dns = DnsProcess.Start(environment);

        Assert.Equal(2, await dns.ExitAsync());
        Assert.All(reasons, reason => Assert.Contains(reason, dns.Output, StringComparison.Ordinal));
        Assert.DoesNotContain(RunningDns.Secret, dns.Output, StringComparison.Ordinal);
    }
}
