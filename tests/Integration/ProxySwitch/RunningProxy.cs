using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using ProxySwitch;
using ProxySwitch.Control;
using ProxySwitch.Db;
using ProxySwitch.Upstreams;

namespace Integration.ProxySwitch;

/// <summary>A db-proxy inside the test process, with its own folder and real ports.</summary>
internal sealed class RunningProxy : ISwitchableProxy
{
    public const string Secret = "integration-tests-secret";

    private readonly ProxyHost host;
    private readonly string folder;

    private RunningProxy(ProxyHost host, string folder)
    {
        (this.host, this.folder) = (host, folder);
        Http = new() { BaseAddress = host.Control, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Secret) } };
    }

    public IPEndPoint Listen => host.Listen;

    public HttpClient Http { get; }

    public Uri Control => host.Control;

    public string UpstreamFile => Path.Combine(folder, "upstreams.json");

    /// <summary>The first upstream is the active one.</summary>
    public static async Task<RunningProxy> StartAsync(IReadOnlyList<TestUpstream> upstreams, Func<DbProxyOptions, DbProxyOptions>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("db-proxy-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var options = new DbProxyOptions
        {
            Listen = new(IPAddress.Loopback, 0),
            Control = new(IPAddress.Loopback, 0),
            Token = ControlToken.Create(Secret, out _)!,
            UpstreamFile = Path.Combine(folder, "upstreams.json"),
            InitialTable = new(upstreams[0].Name, [.. upstreams.Select(upstream => new Upstream(upstream.Name, new("127.0.0.1", upstream.EndPoint.Port)))]),
            DrainTimeout = TimeSpan.Zero,
        };
        return new(await DbProxyHost.StartAsync(builder, configure?.Invoke(options) ?? options), folder);
    }

    public async Task SwitchAsync(string active)
    {
        var (status, body) = await PostAsync("control/switch", $$"""{"active":"{{active}}"}""");
        Assert.True(status == HttpStatusCode.OK, $"{status}: {body}");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, await JsonAsync(response));
    }

    public async Task<JsonElement> StateAsync()
    {
        using var response = await Http.GetAsync(new Uri("control/state", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    public async Task<long> CounterAsync(string upstream, string counter) =>
        (await StateAsync()).GetProperty("upstreams").EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == upstream).GetProperty(counter).GetInt64();

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
