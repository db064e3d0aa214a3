using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Migration.Proxy;

/// <summary>The control API over HTTP. The token travels in a header and appears in no message.</summary>
internal sealed class HttpProxyControl : IProxyControl
{
    private readonly HttpClient _http;

    public HttpProxyControl(ProxyEndpoint proxy)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(3) })
        {
            BaseAddress = new Uri(proxy.ControlUrl.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", proxy.ControlToken);
    }

    public Task<ProxySnapshot> StateAsync(CancellationToken cancellation) => AskAsync(HttpMethod.Get, "control/state", null, cancellation);

    public Task TestAsync(string upstream, CancellationToken cancellation) => AskAsync(HttpMethod.Post, "control/test", upstream, cancellation);

    public Task<ProxySnapshot> SwitchAsync(string upstream, CancellationToken cancellation) => AskAsync(HttpMethod.Post, "control/switch", upstream, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<ProxySnapshot> AskAsync(HttpMethod method, string path, string? active, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (active is not null)
        {
            request.Content = JsonContent.Create(new { active });
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new ProxyFailure("the control token is not accepted");
            }

            if (!response.IsSuccessStatusCode)
            {
                var refusal = await RefusalAsync(response, cancellation);
                throw new ProxyFailure($"{path} refused ({(int)response.StatusCode}): {refusal}");
            }

            return await response.Content.ReadFromJsonAsync<ProxySnapshot>(cancellation) ?? throw new ProxyFailure($"{path} answered nothing");
        }
        catch (HttpRequestException lost)
        {
            throw new ProxyFailure($"no answer from {_http.BaseAddress}: {lost.Message}", lost);
        }
        catch (OperationCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            throw new ProxyFailure($"no answer from {_http.BaseAddress} within {_http.Timeout.TotalSeconds:0} s", slow);
        }
        catch (System.Text.Json.JsonException odd)
        {
            throw new ProxyFailure($"{path} did not answer as the control API does: is this the proxy's control address?", odd);
        }
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var refusal = await response.Content.ReadFromJsonAsync<ProxyRefusal>(cancellation);
            return refusal?.Message ?? response.ReasonPhrase ?? "";
        }
        catch (System.Text.Json.JsonException)
        {
            return response.ReasonPhrase ?? "";
        }
    }
}
