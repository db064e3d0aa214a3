using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// A request on its way through: whose it is, where it goes, and what the edge does to its headers. A connection has one at a time, so the
/// object serves one request after the other.
/// </summary>
/// <param name="stopping">The edge takes no new connections any more.</param>
internal sealed class Exchange(EdgeSwitchboard switchboard, string edgeName, CancellationToken stopping) : HttpTransformer
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string RealIp = "X-Real-IP";

    private static readonly UriCreationOptions AsSent = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private CancellationTokenSource? webSocketCut;
    private string? clientAddress;

    public DefaultHttpContext Http { get; } = new();

    public ClientConnection Connection { get; private set; } = null!;

    /// <summary>In force when the request began.</summary>
    public EdgeGeneration Generation { get; private set; } = null!;

    public Target Target { get; private set; } = null!;

    /// <summary>The edge's own place in the trace, for the upstream; null sends on what the client sent.</summary>
    public string? TraceParent { get; set; }

    /// <summary>The request's body if the edge has it already; null leaves it to the forwarder.</summary>
    public WholeBody? Body { get; set; }

    /// <summary>The upstream has accepted an upgrade.</summary>
    public bool IsWebSocket { get; private set; }

    /// <summary>Set by whoever ends a WebSocket from outside. None for other requests.</summary>
    public CancellationToken Cut => webSocketCut?.Token ?? CancellationToken.None;

    public void Begin(ClientConnection connection)
    {
        Connection = connection;
        Generation = switchboard.Current;
        Target = Generation.TargetOf(Locations.Of(Http.Request.Path.Value));
        Body = null;
        IsWebSocket = false;
        webSocketCut = Http.Request.Headers.Upgrade.Count > 0 ? new() : null;
        connection.RequestBegan();
        Generation.Counts.RequestBegan();
        Target.Counts.RequestBegan();
    }

    public void End()
    {
        if (IsWebSocket)
        {
            Generation.Counts.WebSocketClosed();
            Target.Counts.WebSocketClosed();
            Connection.WebSocketEnded();
        }
        else
        {
            Generation.Counts.RequestEnded();
            Target.Counts.RequestEnded();
        }

        Connection.RequestEnded();
        webSocketCut?.Dispose();
        webSocketCut = null;
    }

    /// <summary>What every answer carries, the edge's own too: who the edge is, and whether the connection has outlived its table, or the edge.</summary>
    public void Stamp()
    {
        var headers = Http.Response.Headers;
        headers["X-Edge-Id"] = edgeName;
        if (!IsWebSocket && (stopping.IsCancellationRequested || Connection.Generation != switchboard.Current))
        {
            headers.Connection = "close";
        }
    }

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        var request = httpContext.Request;
        if (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding") && !IsSafe(request.Method))
        {
            // Says in so many words that there is no body. .NET would repeat a request without content on another connection if the upstream
            // closed this one before it answered, as it may after having done what was asked; one that has content it sends once.
            request.ContentLength = 0;
        }

        if (Body is null)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        }
        else
        {
            // In its place, so that the headers that belong to the body are written to ours.
            var forwarders = proxyRequest.Content;
            proxyRequest.Content = Body;
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            proxyRequest.Content = forwarders;
            Body.Accompany(proxyRequest);
        }

        // The target as the client wrote it: an upstream must not see %2F become / or dots disappear on the way.
        var target = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target is ['/', ..] && Ascii.IsValid(target))
        {
            proxyRequest.RequestUri = new(destinationPrefix + target, AsSent);
        }

        var headers = proxyRequest.Headers;
        headers.Remove("Expect"); // answered by the edge, as nginx does
        clientAddress ??= Address(httpContext.Connection.RemoteIpAddress);
        var earlier = request.Headers[ForwardedFor];
        Set(ForwardedFor, StringValues.IsNullOrEmpty(earlier) ? clientAddress : $"{earlier}, {clientAddress}");
        Set(ForwardedProto, request.Scheme);
        Set(ForwardedHost, request.Host.Value ?? "");
        Set(RealIp, clientAddress);
        if (TraceParent is { } traceParent)
        {
            Set(HeaderNames.TraceParent, traceParent);
        }

        void Set(string name, string value)
        {
            if (request.Headers.ContainsKey(name))
            {
                headers.Remove(name);
            }

            headers.TryAddWithoutValidation(name, value);
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return true; // the edge's own answer comes later
        }

        var copyBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse.StatusCode == HttpStatusCode.SwitchingProtocols && webSocketCut is { } cut)
        {
            IsWebSocket = true;
            Generation.Counts.WebSocketOpened();
            Target.Counts.WebSocketOpened();
            Connection.BecameWebSocket(Generation, cut);
        }

        var headers = httpContext.Response.Headers;
        if (!headers.ContainsKey("X-Server-Id"))
        {
            headers["X-Server-Id"] = Target.Name;
        }

        Stamp();
        return copyBody;
    }

    /// <summary>Methods that change nothing: to send one twice does no harm.</summary>
    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static string Address(IPAddress? address) =>
        address is null ? "unknown" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
