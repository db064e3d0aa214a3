using System.Net.Sockets;

namespace Migration.Web;

/// <summary>GETs over HTTP/1.1 without redirects, cookies or a proxy.</summary>
internal sealed class HttpWebProbe(TimeProvider time) : IWebProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _kept = new(Handler());

    public async Task<WebAnswer> GetFreshAsync(Uri url, CancellationToken cancellation)
    {
        using var fresh = new HttpMessageInvoker(Handler());
        return await AskAsync(fresh, url, close: true, cancellation);
    }

    public Task<WebAnswer> GetAsync(Uri url, CancellationToken cancellation) => AskAsync(_kept, url, close: false, cancellation);

    public void Dispose() => _kept.Dispose();

    private async Task<WebAnswer> AskAsync(HttpMessageInvoker http, Uri url, bool close, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.ConnectionClose = close;
        var began = time.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            await response.Content.CopyToAsync(Stream.Null, either.Token);
            var server = response.Headers.TryGetValues("X-Server-Id", out var values) ? values.FirstOrDefault() : null;
            return new WebAnswer((int)response.StatusCode, server, time.GetElapsedTime(began).TotalMilliseconds, null, IsDown: false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WebAnswer(null, null, time.GetElapsedTime(began).TotalMilliseconds, $"no answer from {url} within {Patience.TotalSeconds:0} s", IsDown: false);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            var refused = lost.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            return new WebAnswer(null, null, time.GetElapsedTime(began).TotalMilliseconds, $"no answer from {url}: {lost.Message}", refused);
        }
    }

    private static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
    };
}
