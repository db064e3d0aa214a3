using Yarp.ReverseProxy.Forwarder;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// What became of a request that could not be forwarded, as nginx says it: 502 the upstream is down or talks nonsense, 504 it does not
/// answer in time, 413 and 408 the client's own fault. An answer that had begun is broken off, so that it cannot pass for a whole one.
/// </summary>
internal sealed class FailureAnswer(EdgeOptions options, TimeProvider clock, ILogger<FailureAnswer> log)
{
    private readonly LogThrottle throttle = new(TimeSpan.FromSeconds(1), clock);

    public async Task WriteAsync(Exchange exchange, ForwarderError error)
    {
        var http = exchange.Http;
        var exception = http.Features.Get<IForwarderErrorFeature>()?.Exception;
        if (!IsUpstreams(error) && (http.RequestAborted.IsCancellationRequested || exchange.Cut.IsCancellationRequested || IsClients(error)))
        {
            await AnswerClientAsync(exchange, error);
            return;
        }

        if (exchange.IsWebSocket && error == ForwarderError.UpgradeActivityTimeout)
        {
            return; // nobody's fault: neither side had anything to say
        }

        exchange.Target.Counts.Failed();
        exchange.Generation.Counts.Failed();
        var status = error == ForwarderError.RequestTimedOut || Find<UpstreamConnectException>(exception) is { TimedOut: true }
            ? StatusCodes.Status504GatewayTimeout
            : StatusCodes.Status502BadGateway;
        if (throttle.TryPass(out var suppressed))
        {
            log.UpstreamFailed(exchange.Target.Name, status, error, exception?.GetBaseException().Message ?? "", suppressed);
        }

        if (!http.Response.HasStarted)
        {
            await OwnAnswer.WriteAsync(exchange, status);
        }
    }

    private async Task AnswerClientAsync(Exchange exchange, ForwarderError error)
    {
        var http = exchange.Http;
        if (error != ForwarderError.RequestBodyClient || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
        {
            return; // gone, or cut by us
        }

        // 413, 408 or 400, as the forwarder read it from the failure.
        var body = http.Request.Body is LimitedBody limited ? limited.Unlimited : http.Request.Body;
        await OwnAnswer.WriteAndLingerAsync(exchange, http.Response.StatusCode, body, options.ClientTimeout);
    }

    /// <summary>An answer that broke off: the forwarder breaks the client off for it, so the client looks gone, sooner or later, and is not to blame.</summary>
    private static bool IsUpstreams(ForwarderError error) => error is ForwarderError.ResponseBodyDestination;

    private static bool IsClients(ForwarderError error) => error
        is ForwarderError.RequestBodyClient or ForwarderError.ResponseBodyClient
        or ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeResponseClient;

    private static T? Find<T>(Exception? exception) where T : Exception => exception switch
    {
        null => null,
        T found => found,
        AggregateException several => several.InnerExceptions.Select(Find<T>).FirstOrDefault(found => found is not null),
        _ => Find<T>(exception.InnerException),
    };
}
