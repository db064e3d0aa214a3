using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LoadTests.History;
using LoadTests.Plans;
using LoadTests.Traffic.Names;

namespace LoadTests.Traffic;

/// <summary>
/// The service under test, over pooled HTTP clients that are fit to measure with: connections are kept, nothing is sent
/// twice, redirects and proxies do not get in between, the answer is read to its last byte before the time is taken.
/// A host's pool is left for a new one when its name moves, if that is the run's habit.
/// </summary>
internal sealed class HttpTarget : IDisposable
{
    // Shorter than servers keep idle connections (nginx 75 s, Kestrel 130 s), so that a reset is one, not a race at checkout.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);

    // Most paths of a scenario come again with every send; those with an id of their own do not, and must not pile up.
    private const int MostAddresses = 500;

    private readonly Uri baseUrl;
    private readonly string runId;
    private readonly NameCache names;
    private readonly int connections;
    private readonly ConcurrentDictionary<string, ConnectionPool> pools = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);
    private readonly TimeLimits limits = new();

    /// <param name="names">Null: the system's resolver.</param>
    public HttpTarget(Uri baseUrl, string runId, NameCache? names = null, int connections = int.MaxValue)
    {
        this.baseUrl = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + "/");
        this.runId = runId;
        this.names = names ?? NameCache.OfTheSystem;
        this.connections = connections;
    }

    /// <summary>The same service over a connection of its own that nobody else uses. The caller disposes it.</summary>
    public HttpTarget OfOneConnection() => new(baseUrl, runId, names, connections: 1);

    /// <summary>Sends and classifies; never throws for what the service or the network does.</summary>
    /// <param name="path">Below the base URL, or a whole URL.</param>
    /// <param name="giveUp">Ends the wait for an answer because the run is over.</param>
    public Task<HttpExchange> ExchangeAsync(RequestPlan plan, string path, string? token, ReadOnlyMemory<byte>? body, CancellationToken giveUp)
    {
        var request = Compose(plan, path, token, body);
        return RequestTrace.HasListeners ? TracedAsync(plan, request, giveUp) : SendAsync(plan, request, giveUp);
    }

    public void Dispose()
    {
        foreach (var pool in pools.Values)
        {
            pool.Retire();
        }
    }

    private async Task<HttpExchange> TracedAsync(RequestPlan plan, HttpRequestMessage request, CancellationToken giveUp)
    {
        using var span = RequestTrace.Begin(request, plan.Name);
        var exchange = await SendAsync(plan, request, giveUp);
        span.End(exchange);
        return exchange;
    }

    private async Task<HttpExchange> SendAsync(RequestPlan plan, HttpRequestMessage request, CancellationToken giveUp)
    {
        using var sent = request;
        using var limit = limits.Begin(plan.Timeout, giveUp);
        var attempt = Attempt.Begin();
        ConnectionPool? pool = null;
        string? server = null;
        try
        {
            pool = await JoinPoolAsync(request.RequestUri!.IdnHost, limit.Token);
            using var response = await pool.Client.SendAsync(request, limit.Token);
            var status = (int)response.StatusCode;
            server = Header(response, "X-Server-Id");
            ReadOnlyMemory<byte> received = default;
            if (plan.KeepsBody)
            {
                received = await response.Content.ReadAsByteArrayAsync(limit.Token);
            }
            else
            {
                await response.Content.CopyToAsync(Stream.Null, limit.Token);
            }

            var edge = Header(response, "X-Edge-Id");
            return new HttpExchange(status == plan.ExpectedStatus ? Outcome.Ok : Outcome.Http, status, server, received)
            {
                ServedBy = server ?? Header(response, "X-Upstream") ?? Header(response, "Server"),
                Edge = edge ?? attempt.Peer?.ToString(),
                EdgeIsNamed = edge is not null,
            };
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
        finally
        {
            pool?.Leave();
        }
    }

    private async ValueTask<ConnectionPool> JoinPoolAsync(string host, CancellationToken cancellation)
    {
        var answer = names.LeavesOldAddresses && !IPAddress.TryParse(host, out _) ? await AnswerForAsync(host, cancellation) : null;
        while (true)
        {
            if (!pools.TryGetValue(host, out var pool))
            {
                pool = pools.GetOrAdd(host, static (host, target) => new ConnectionPool(target.names, host, target.NewClient), this);
            }

            if (answer is not null && pool.HasLeft(answer))
            {
                pools.TryRemove(new KeyValuePair<string, ConnectionPool>(host, pool));
                pool.Retire();
            }
            else if (pool.TryJoin())
            {
                return pool;
            }
        }
    }

    // A name that cannot be resolved just now ends no connection that is there; a new one will say what is wrong.
    private async ValueTask<NameAnswer?> AnswerForAsync(string host, CancellationToken cancellation)
    {
        try
        {
            return await names.ResolveAsync(host, cancellation);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    // Without HttpClient on top: all it would add to a request is a copy of its headers and a second token for its cancellation.
    private HttpMessageInvoker NewClient(Dialer dialer) => new(new SocketsHttpHandler
    {
        PooledConnectionIdleTimeout = IdleTimeout,
        MaxConnectionsPerServer = connections,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = names.AsksTheSystem && !baseUrl.IsLoopback,
        ActivityHeadersPropagator = null,
        ConnectCallback = dialer.ConnectAsync,
        PlaintextStreamFilter = (context, _) =>
            ValueTask.FromResult<Stream>(new SingleAttemptStream(context.PlaintextStream, Dialer.PeerOf(context.InitialRequestMessage))),
    });

    private static string? Header(HttpResponseMessage response, string name)
    {
        if (!response.Headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        return values.Count == 1 ? values.ToString() : string.Join(' ', values);
    }

    private HttpRequestMessage Compose(RequestPlan plan, string path, string? token, ReadOnlyMemory<byte>? body)
    {
        var request = new HttpRequestMessage(plan.Method, AddressOf(path));
        request.Headers.TryAddWithoutValidation("User-Agent", "doktori-load-tests/0.1");
        request.Headers.TryAddWithoutValidation("X-Load-Run", runId);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        if (body is { } json)
        {
            request.Content = new ReadOnlyMemoryContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        }

        return request;
    }

    private Uri AddressOf(string path)
    {
        if (addresses.TryGetValue(path, out var known))
        {
            return known;
        }

        var address = new Uri(baseUrl, path.TrimStart('/'));
        return addresses.Count < MostAddresses ? addresses.GetOrAdd(path, address) : address;
    }
}
