using System.Net;
using System.Text;
using Integration.Chat;
using Support;

namespace Integration.FakeDoktoriApi;

/// <summary>The program in the role <c>api</c>, ready, on the collection's database.</summary>
public sealed class MeasuredApi(ApiServer server) : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private InstanceProcess? _process;

    public async ValueTask InitializeAsync()
    {
        _process = InstanceProcess.Start(
            server.Application, new Dictionary<string, string> { ["Hikari__PoolName"] = "metrics-test", ["Hikari__MinimumIdle"] = "2" }, "--role", "api");
        _http.BaseAddress = await _process.ListeningAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                using var readiness = await _http.GetAsync(new Uri("/actuator/health/readiness", UriKind.Relative));
                return readiness.StatusCode == HttpStatusCode.OK;
            },
            TestContext.Current.CancellationToken,
            TimeSpan.FromSeconds(60));
    }

    /// <summary>A body is sent as user 1, whom the application's own secret vouches for.</summary>
    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            request.Headers.Authorization = new("Bearer", server.Api.Token(1));
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal Task<string> TextAsync(string path) => _http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
