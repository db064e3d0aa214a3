using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace AppHost.Control;

/// <summary>Talks to a running lab.</summary>
internal sealed class ControlClient(ControlAccess access) : IDisposable
{
    /// <summary>A command may take as long as a rehearsal; everything else is answered at once.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = AnswerTimeout })
    {
        BaseAddress = access.Url,
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", access.Token) },
    };

    public async Task<IReadOnlyList<ResourceView>> ResourcesAsync(CancellationToken cancellation) =>
        (await GetAsync<ResourcesAnswer>("control/resources", cancellation)).Resources;

    public async Task<IReadOnlyList<string>> LogsAsync(string resource, int tail, CancellationToken cancellation) =>
        (await GetAsync<LogsAnswer>(string.Create(CultureInfo.InvariantCulture, $"control/resources/{Uri.EscapeDataString(resource)}/logs?tail={tail}"), cancellation)).Lines;

    public async Task<CommandAnswer> PressAsync(string resource, string command, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Post, $"control/resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}", cancellation);
        return await ReadAsync<CommandAnswer>(response, cancellation);
    }

    public void Dispose() => http.Dispose();

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(AnswerTimeout);
        try
        {
            using var response = await SendAsync(HttpMethod.Get, path, patience.Token);
            return await ReadAsync<T>(response, patience.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new NoLabException(string.Create(CultureInfo.InvariantCulture, $"The lab {access} has not answered within {AnswerTimeout.TotalSeconds:0} s."), error);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(new HttpRequestMessage(method, new Uri(path, UriKind.Relative)), cancellation);
        }
        catch (HttpRequestException error)
        {
            throw new NoLabException($"The lab {access} does not answer: {error.Message}", error);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync<T>(ControlJson.Options, cancellation))!;
        }

        var refusal = await response.Content.ReadFromJsonAsync<ControlRefusal>(ControlJson.Options, cancellation);
        throw new ControlRefusedException(refusal!.Message, isMistake: response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest);
    }
}
