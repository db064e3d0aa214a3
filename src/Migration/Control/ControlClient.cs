using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Migration.Control;

/// <summary>A control API over HTTP, whoever's. The token travels in a header and appears in no message.</summary>
/// <param name="who">Whose control API, for messages.</param>
internal sealed class ControlClient(string who, Uri baseAddress, string token) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(3) })
    {
        BaseAddress = new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + "/"),
        Timeout = TimeSpan.FromSeconds(10),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) where T : class => AskAsync<T>(HttpMethod.Get, path, null, cancellation);

    /// <exception cref="ControlFailure">No answer, or a refusal.</exception>
    public Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation) where T : class =>
        AskAsync<T>(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body, body.GetType()), cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation) where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new ControlFailure(who, "the control token is not accepted") { IsRefusal = true };
            }

            if (!response.IsSuccessStatusCode)
            {
                var refusal = await RefusalAsync(response, cancellation);
                throw new ControlFailure(who, $"{path} refused ({(int)response.StatusCode}): {refusal}") { IsRefusal = true };
            }

            return await response.Content.ReadFromJsonAsync<T>(cancellation) ?? throw new ControlFailure(who, $"{path} answered nothing");
        }
        catch (HttpRequestException lost)
        {
            throw new ControlFailure(who, $"no answer from {_http.BaseAddress}: {lost.Message}", lost);
        }
        catch (OperationCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            throw new ControlFailure(who, $"no answer from {_http.BaseAddress} within {_http.Timeout.TotalSeconds:0} s", slow);
        }
        catch (JsonException odd)
        {
            throw new ControlFailure(who, $"{path} did not answer as the control API does: is this the {who}'s control address?", odd);
        }
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var refusal = await response.Content.ReadFromJsonAsync<ControlRefusal>(cancellation);
            var place = refusal is { Line: { } line, Column: { } column } ? $" (line {line}, column {column})" : "";
            return refusal?.Message is { } message ? message + place : response.ReasonPhrase ?? "";
        }
        catch (JsonException)
        {
            return response.ReasonPhrase ?? "";
        }
    }
}
