using FakeDoktoriApi;
using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Chat;

/// <summary>The chat application, started in this process on a port of its own.</summary>
internal sealed class ChatInstance : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChatInstance(WebApplication app)
    {
        _app = app;
        Root = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Root, Timeout = TimeSpan.FromSeconds(20) };
    }

    public Uri Root { get; }

    public HttpClient Http { get; }

    public Uri Socket => new(Root.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal) + "api/ws");

    public ChatHub Hub => _app.Services.GetRequiredService<ChatHub>();

    public ChatSessions Sessions => _app.Services.GetRequiredService<ChatSessions>();

    public AccessTokens Tokens => _app.Services.GetRequiredService<AccessTokens>();

    public static async Task<ChatInstance> StartAsync(string connectionString, params (string Key, string Value)[] settings)
    {
        var app = ChatRole.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.None);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:doktori"] = connectionString,
                ["Jwt:Secret"] = "integration-tests-0123456789abcdef",
                ["Server:Id"] = "chat-test",
                ["Hikari:MinimumIdle"] = "2",
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

    public string Token(long user) => Tokens.Issue(user, "누구");

    /// <summary>Connected, and subscribed to the room if there is one.</summary>
    public async Task<StompClient> JoinAsync(long user, long? room = null, string heartBeat = "0,0")
    {
        var client = await StompClient.OpenAsync(Socket);
        await client.ConnectAsync(Token(user), heartBeat);
        if (room is { } chosen)
        {
            await client.SubscribeAsync(chosen);
        }

        return client;
    }

    public async Task<int> StatusAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
