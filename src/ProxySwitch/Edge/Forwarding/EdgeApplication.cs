using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;
using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// The data path, straight under the server: no routing, no middleware, no logging and no container between a request and its upstream.
/// </summary>
internal sealed class EdgeApplication(
    EdgeOptions options, EdgeSwitchboard switchboard, IHttpForwarder forwarder, FailureAnswer failures, LastRequest lastRequest, IHostApplicationLifetime lifetime)
    : IHttpApplication<Exchange>
{
    // nginx proxies with HTTP/1; so do we, to keep the differential test honest.
    private readonly ForwarderRequestConfig plain = new()
    {
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = options.ReadTimeout,
    };

    private readonly ForwarderRequestConfig webSocket = new()
    {
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = options.WebSocketIdleTimeout,
    };

    public Exchange CreateContext(IFeatureCollection contextFeatures)
    {
        var exchange = contextFeatures is IHostContextContainer<Exchange> container
            ? container.HostContext ??= new(switchboard, options.Name, lifetime.ApplicationStopping)
            : new(switchboard, options.Name, lifetime.ApplicationStopping);
        exchange.Http.Initialize(contextFeatures);
        return exchange;
    }

    public void DisposeContext(Exchange context, Exception? exception) => context.Http.Uninitialize();

    public async Task ProcessRequestAsync(Exchange context)
    {
        var http = context.Http;
        lastRequest.Now();
        context.Begin(http.Features.GetRequiredFeature<ClientConnection>());
        using var span = RequestTrace.Begin(http.Request, options.Name, context.Target.Name);
        context.TraceParent = span?.Id;
        try
        {
            if (http.Request.Method is "CONNECT" or "TRACE")
            {
                await OwnAnswer.WriteAsync(context, StatusCodes.Status405MethodNotAllowed);
                return;
            }

            if (HasTwoLengths(http.Request))
            {
                await OwnAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, close: true);
                return;
            }

            if (options.MaximumBodyBytes > 0)
            {
                if (http.Request.ContentLength > options.MaximumBodyBytes)
                {
                    await OwnAnswer.WriteAndLingerAsync(context, StatusCodes.Status413PayloadTooLarge, http.Request.Body, options.ClientTimeout);
                    return;
                }

                if (http.Request.ContentLength is null && http.Request.Headers.TransferEncoding.Count > 0)
                {
                    http.Request.Body = new LimitedBody(http.Request.Body, options.MaximumBodyBytes);
                }
            }

            context.Body = WholeBody.Take(http.Request);
            var config = http.Request.Headers.Upgrade.Count > 0 ? webSocket : plain;
            var error = await forwarder.SendAsync(http, context.Target.Prefix, context.Target.Client, config, context, context.Cut);
            if (error != ForwarderError.None)
            {
                await failures.WriteAsync(context, error);
            }
        }
        finally
        {
            span.End(http.Response.StatusCode);
            context.End();
        }
    }

    /// <summary>
    /// Content-Length and Transfer-Encoding in one request: whoever reads the one and whoever reads the other disagree about where the next
    /// request begins, so it is refused, as nginx does. The server has renamed the length by now.
    /// </summary>
    private static bool HasTwoLengths(HttpRequest request) => request.Headers.TransferEncoding.Count > 0 && request.Headers.ContainsKey("X-Content-Length");
}
