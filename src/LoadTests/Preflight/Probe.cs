using System.Net.Http.Headers;
using LoadTests.History;
using LoadTests.Traffic;
using LoadTests.Traffic.Names;

namespace LoadTests.Preflight;

/// <summary>
/// Asks the target outside the load: before it, to settle it, to renew a token. Unlike the measuring client it looks at headers,
/// and it reads no more than a bounded part of an answer. Counts what it sends.
/// </summary>
internal sealed class Probe : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    private readonly Uri baseUrl;
    private readonly TimeProvider time;
    private readonly HttpClient client;
    private long requests;

    public Probe(Uri baseUrl, string runId, NameCache names, TimeProvider time)
    {
        this.baseUrl = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/");
        this.time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = names.AsksTheSystem && !baseUrl.IsLoopback,
            ActivityHeadersPropagator = null,
            ConnectCallback = new Dialer(names, baseUrl.IdnHost).ConnectAsync,
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("doktori-load-tests", "0.1"));
        client.DefaultRequestHeaders.Add("X-Load-Run", runId);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Never throws for what the service or the network does.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ProbeAnswer> SendAsync(HttpMethod method, string path, TimeSpan patience, CancellationToken cancellation, string? token = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(baseUrl, path.TrimStart('/')));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        Interlocked.Increment(ref requests);
        var asked = time.GetUtcNow();
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            return new ProbeAnswer(Outcome.Http, (int)response.StatusCode)
            {
                Asked = asked,
                Answered = time.GetUtcNow(),
                Body = await response.Content.ReadAsByteArrayAsync(limit.Token),
                Location = response.Headers.Location,
                Date = response.Headers.Date,
                SetCookies = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [],
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ProbeAnswer(Outcome.Timeout, Status: 0);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new ProbeAnswer(OutcomeClassifier.Classify(failure), Status: 0);
        }
    }

    public void Dispose() => client.Dispose();
}
