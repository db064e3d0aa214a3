using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using ProxySwitch.Edge.Clients;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>
/// The port for clients: a Kestrel of its own, beside the control API's, because limits hold for a whole server. Stops in nginx's order: the
/// listener first; idle connections; requests and WebSockets get the drain time to end by themselves; the rest is cut.
/// </summary>
internal sealed class EdgeServer : IHostedService, IDisposable
{
    /// <summary>After the drain time: what was cut takes its leave in that time, or is reset.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(200);

    private readonly Socket listener;
    private readonly EdgeOptions options;
    private readonly EdgeApplication application;
    private readonly EdgeSwitchboard switchboard;
    private readonly ConnectionTable connections;
    private readonly TimeProvider clock;
    private readonly IHostApplicationLifetime lifetime;
    private readonly ILogger<EdgeServer> log;
    private readonly KestrelServer server;

    public EdgeServer(
        Socket listener, EdgeOptions options, EdgeApplication application, EdgeSwitchboard switchboard, ConnectionTable connections,
        TimeProvider clock, IHostApplicationLifetime lifetime, ILoggerFactory logs, ILogger<EdgeServer> log)
    {
        (this.listener, this.options, this.application, this.switchboard, this.connections) = (listener, options, application, switchboard, connections);
        (this.clock, this.lifetime, this.log) = (clock, lifetime, log);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        var transport = new SocketTransportOptions
        {
            CreateBoundListenSocket = _ => listener,
            NoDelay = true,
            // The thread that learns of a request's bytes takes them through to the upstream, without a queue in between: see InlineCompletions.
            UnsafePreferInlineScheduling = true,
        };
        server = new(Options.Create(Kestrel()), new SocketTransportFactory(Options.Create(transport), logs), logs);
    }

    /// <summary>The port is the real one, also when 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await server.StartAsync(application, cancellationToken);
        lifetime.ApplicationStopping.Register(listener.Dispose); // at once, whatever else has to stop first
        log.Listening(EndPoint.ToString());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        listener.Dispose();
        log.Draining(connections.Count);
        using var drained = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stopping = server.StopAsync(drained.Token);
        try
        {
            await stopping.WaitAsync(options.DrainTimeout, clock, cancellationToken);
            return;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            if (connections.CutWebSockets() is > 0 and var cut)
            {
                log.WebSocketsCut(cut, options.DrainTimeout);
            }
        }

        drained.CancelAfter(LastWords);
        await stopping;
    }

    public void Dispose()
    {
        server.Dispose();
        listener.Dispose();
    }

    private KestrelServerOptions Kestrel()
    {
        var kestrel = new KestrelServerOptions
        {
            AddServerHeader = false,
            RequestHeaderEncodingSelector = static _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static _ => Encoding.Latin1,
            Limits =
            {
                // nginx: large_client_header_buffers 4 8k.
                MaxRequestLineSize = 8 * 1024,
                MaxRequestHeadersTotalSize = 32 * 1024,
                MaxRequestHeaderCount = 100,
                MaxRequestBodySize = null, // EdgeApplication's business, which can answer and linger
                MaxConcurrentConnections = options.MaximumConnections,
                RequestHeadersTimeout = options.ClientTimeout,
                KeepAliveTimeout = options.KeepAliveTimeout,
                MinRequestBodyDataRate = null, // the read time-out sees a body that stands still
                MinResponseDataRate = new(bytesPerSecond: 1, gracePeriod: options.ClientTimeout),
            },
        };
        kestrel.Listen(EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => ServeAsync(next, connection));
        });
        return kestrel;
    }

    /// <summary>A connection belongs to the generation that is in force when it is accepted.</summary>
    private async Task ServeAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        var client = new ClientConnection(new KestrelTransport(connection), switchboard.Current, clock);
        connections.Add(client);
        connection.Features.Set(client);
        connection.Transport = new TurnTaking(connection.Transport);
        try
        {
            await next(connection);
        }
        finally
        {
            connections.Remove(client);
        }
    }
}
