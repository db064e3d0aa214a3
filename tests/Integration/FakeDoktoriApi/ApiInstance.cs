using FakeDoktoriApi;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Pool;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.FakeDoktoriApi;

/// <summary>The application, started in this process on a port of its own.</summary>
internal sealed class ApiInstance : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiInstance(WebApplication app)
    {
        _app = app;
        Root = new Uri(app.Urls.Single());
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(Root, "/api/"), Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Without the context path.</summary>
    public Uri Root { get; }

    public HttpClient Http { get; }

    public ConnectionPool<MySqlPhysicalConnection> Pool => _app.Services.GetRequiredService<ConnectionPool<MySqlPhysicalConnection>>();

    public Database Database => _app.Services.GetRequiredService<Database>();

    public RefreshTokens RefreshTokens => _app.Services.GetRequiredService<RefreshTokens>();

    public RefreshTokenStore RefreshTokenStore => _app.Services.GetRequiredService<RefreshTokenStore>();

    public static async Task<ApiInstance> StartAsync(string connectionString, params (string Key, string Value)[] settings)
    {
        var app = ApiRole.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.None);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:doktori"] = connectionString,
                ["Jwt:Secret"] = "integration-tests-0123456789abcdef",
                ["Server:Id"] = "api-test",
                ["Hikari:AliveBypassWindowMs"] = "0",
            });
            builder.Configuration.AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)));
        });
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app);
    }

    /// <summary>An access token as the application itself issues it; the user need not exist.</summary>
    public string Token(long userId) => _app.Services.GetRequiredService<AccessTokens>().Issue(userId, "누구");

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
