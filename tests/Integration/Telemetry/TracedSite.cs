using System.Text.Json;
using Integration.Chat;
using Integration.ProxySwitch;
using MySqlConnector;
using Support;
using Eventually = Support.Eventually;

namespace Integration.Telemetry;

/// <summary>Edge, API and chat as processes on a seeded database of a real MySQL, all of them sending to one collector. They trace what a sampled caller began, and nothing else.</summary>
public sealed class TracedSite : MySqlPair
{
    private readonly string folder = Directory.CreateTempSubdirectory("telemetry-").FullName;
    private readonly HttpClient client = new();
    private InstanceProcess? api;
    private InstanceProcess? chat;
    private ProxyProcess? edge;

    internal OtlpReceiver Receiver { get; private set; } = null!;

    /// <summary>Through the edge.</summary>
    public string BaseUrl { get; private set; } = "";

    public string TokensFile => Path.Combine(folder, "tokens.json");

    public IReadOnlyList<string> Tokens { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var database = new MySqlConnectionStringBuilder(SourceRoot) { Database = "doktori" }.ConnectionString;
        await using (var migrate = InstanceProcess.Start(database, "migrate", "--rows", "300"))
        {
            Assert.True(await migrate.ExitAsync() == 0, migrate.Output);
        }

        Receiver = await OtlpReceiver.StartAsync();
        var application = new MySqlConnectionStringBuilder(SourceApplication) { Database = "doktori" }.ConnectionString;
        api = InstanceProcess.Start(application, Environment("api"), "--role", "api");
        chat = InstanceProcess.Start(application, Environment("chat"), "--role", "chat");
        edge = ProxyProcess.Start(new Dictionary<string, string>(Environment("edge"))
        {
            ["PROXY_LISTEN"] = "127.0.0.1:0",
            ["PROXY_CONTROL_URL"] = "http://127.0.0.1:0",
            ["PROXY_CONTROL_TOKEN"] = RunningProxy.Secret,
            ["PROXY_EDGE_NAME"] = "edge-test",
            ["PROXY_UPSTREAM_FILE"] = Path.Combine(folder, "edge.json"),
            ["PROXY_UPSTREAMS"] = $"api={(await api.ListeningAsync()).Authority};chat={(await chat.ListeningAsync()).Authority}",
            ["PROXY_ACTIVE"] = "api=api;chat=chat",
        }, "--role", "edge");
        BaseUrl = $"http://{await edge.ListeningAsync()}/api";
        await Eventually.TrueAsync(() => AnswersAsync("/meetings?size=1"), CancellationToken.None, TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () => (await client.GetAsync(new Uri(await chat.ListeningAsync(), "actuator/health/readiness"))).IsSuccessStatusCode, CancellationToken.None, TimeSpan.FromSeconds(60));
        using var tokens = JsonDocument.Parse(await client.GetStringAsync(new Uri(BaseUrl + "/dev/tokens")));
        Tokens = [.. tokens.RootElement.EnumerateArray().Select(token => token.GetProperty("accessToken").GetString()!)];
        await File.WriteAllTextAsync(TokensFile, JsonSerializer.Serialize(Tokens));
    }

    /// <summary>For the load tests: to the edge, with that share of the requests traced.</summary>
    public Dictionary<string, string> LoadEnvironment(string share) => new(Receiver.Environment("load"))
    {
        ["BASE_URL"] = BaseUrl,
        ["LOADTESTS_TOKENS_FILE"] = TokensFile,
        ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
        ["OTEL_TRACES_SAMPLER_ARG"] = share,
    };

    /// <summary>No JWT, key or password is anywhere in what was sent.</summary>
    public void AssertNoSecretWasSent()
    {
        foreach (var secret in (IEnumerable<string>)[.. Tokens, RunningProxy.Secret, InstanceProcess.JwtSecret, Passwords.Application, Passwords.Root, Passwords.Admin, Passwords.Replication])
        {
            // The signature is what makes a token one.
            Assert.False(Receiver.Holds(secret.Split('.')[^1]), "a secret was sent");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var process in new IAsyncDisposable?[] { edge, api, chat, Receiver })
        {
            await (process?.DisposeAsync() ?? default);
        }

        client.Dispose();
        Directory.Delete(folder, recursive: true);
        await base.DisposeAsync();
    }

    private Dictionary<string, string> Environment(string service) => new(Receiver.Environment(service)) { ["OTEL_TRACES_SAMPLER"] = "parentbased_always_off" };

    private async Task<bool> AnswersAsync(string path)
    {
        try
        {
            return (await client.GetAsync(new Uri(BaseUrl + path))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
