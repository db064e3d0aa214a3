using System.Net.Http.Headers;
using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Traffic;

/// <summary>
/// The service under test, over one pooled HTTP client that is fit to measure with: connections are kept, nothing is sent
/// twice, redirects and proxies do not get in between, the answer is read to its last byte before the time is taken.
/// </summary>
internal sealed class HttpTarget : IDisposable
{
    // Shorter than servers keep idle connections (nginx 75 s, Kestrel 130 s), so that a reset is one, not a race at checkout.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);

    private readonly Uri baseUrl;
    private readonly HttpClient client;

    public HttpTarget(Uri baseUrl, string runId)
    {
        this.baseUrl = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/");
        var handler = new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = IdleTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !baseUrl.IsLoopback,
            ActivityHeadersPropagator = null,
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new SingleAttemptStream(context.PlaintextStream)),
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("doktori-load-tests", "0.1"));
        client.DefaultRequestHeaders.Add("X-Load-Run", runId);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Sends and classifies; never throws for what the service or the network does.</summary>
    /// <param name="giveUp">Ends the wait for an answer because the run is over.</param>
    public async Task<HttpExchange> ExchangeAsync(RequestPlan plan, string path, string? token, ReadOnlyMemory<byte>? body, CancellationToken giveUp)
    {
        using var request = Compose(plan, path, token, body);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        limit.CancelAfter(plan.Timeout);
        Attempt.Begin();
        var status = 0;
        string? server = null;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            status = (int)response.StatusCode;
            server = response.Headers.TryGetValues("X-Server-Id", out var ids) ? ids.FirstOrDefault() : null;
            ReadOnlyMemory<byte> received = default;
            if (plan.KeepsBody)
            {
                received = await response.Content.ReadAsByteArrayAsync(limit.Token);
            }
            else
            {
                await response.Content.CopyToAsync(Stream.Null, limit.Token);
            }

            return new HttpExchange(status == plan.ExpectedStatus ? Outcome.Ok : Outcome.Http, status, server, received);
        }
        catch (OperationCanceledException)
        {
            return new HttpExchange(giveUp.IsCancellationRequested ? Outcome.Cancelled : Outcome.Timeout, Status: 0, server, Body: default);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // A cut answer is none: its status does not count.
            return new HttpExchange(OutcomeClassifier.Classify(failure), Status: 0, server, Body: default);
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Compose(RequestPlan plan, string path, string? token, ReadOnlyMemory<byte>? body)
    {
        var request = new HttpRequestMessage(plan.Method, new Uri(baseUrl, path.TrimStart('/')));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is { } json)
        {
            request.Content = new ReadOnlyMemoryContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        return request;
    }
}
