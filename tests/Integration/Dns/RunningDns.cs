using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DnsClient;
using DnsClient.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using ProxySwitch;
using ProxySwitch.Control;
using ProxySwitch.Dns;
using ProxySwitch.Dns.Zones;

namespace Integration.Dns;

/// <summary>A DNS server inside the test process, with its own folder and real ports: doktori.test is 127.0.0.2 for 60 s.</summary>
internal sealed class RunningDns : IAsyncDisposable
{
    public const string Secret = "integration-tests-secret";

    private readonly ProxyHost host;
    private readonly string folder;
    private readonly Lazy<LookupClient> udp;
    private readonly Lazy<LookupClient> tcp;

    private RunningDns(ProxyHost host, string folder)
    {
        (this.host, this.folder) = (host, folder);
        (udp, tcp) = (new(() => NewClient(overTcp: false)), new(() => NewClient(overTcp: true)));
        Http = new() { BaseAddress = host.Control, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Secret) } };
    }

    public IPEndPoint Listen => host.Listen;

    public HttpClient Http { get; }

    public Uri Control => host.Control;

    public string ZoneFile => Path.Combine(folder, "zone.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningDns> StartAsync(Func<DnsOptions, DnsOptions>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("dns-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var name = DomainName.Parse("doktori.test")!;
        var options = new DnsOptions
        {
            Listen = new(IPAddress.Loopback, 0),
            Control = new(IPAddress.Loopback, 0),
            Token = ControlToken.Create(Secret, out _)!,
            ZoneFile = Path.Combine(folder, "zone.json"),
            InitialZone = new(name, 60, [new(name, IPAddress.Parse("127.0.0.2"))]),
            TcpIdleTimeout = TimeSpan.FromMinutes(5), // a machine that stands still for a while does not cut a client's kept connection
        };
        return new(await DnsHost.StartAsync(builder, configure?.Invoke(options) ?? options), folder);
    }

    /// <summary>One for each protocol, because a client keeps its TCP connections.</summary>
    public LookupClient Client(bool overTcp) => (overTcp ? tcp : udp).Value;

    public async Task<(string Address, int Ttl)> AskAsync(bool tcp = false)
    {
        var answer = await Client(tcp).QueryAsync("doktori.test", QueryType.A, QueryClass.IN, Cancellation);
        var record = Assert.IsType<ARecord>(Assert.Single(answer.Answers));
        return (record.Address.ToString(), record.InitialTimeToLive);
    }

    public async Task ChangeAsync(string body)
    {
        var (status, answer) = await PostAsync("control/change", body);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {answer}");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancellation);
        return (response.StatusCode, await JsonAsync(response));
    }

    public async Task<JsonElement> StateAsync()
    {
        using var response = await Http.GetAsync(new Uri("control/state", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client that neither caches nor asks twice: an answer that got lost is a failure.</summary>
    private LookupClient NewClient(bool overTcp) => new(new LookupClientOptions(Listen)
    {
        UseCache = false,
        UseTcpOnly = overTcp,
        UseTcpFallback = false,
        Retries = 0,
        Timeout = TimeSpan.FromSeconds(30),
        ThrowDnsErrors = false,
        EnableAuditTrail = false,
    });

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
