using System.Net;
using System.Net.Sockets;
using ProxySwitch.Db.Routing;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Sessions;

/// <summary>
/// The data port: accept → generation in force → dial → pump. Stops in nginx's order: the listener first, then the sessions get the
/// drain time to end by themselves, then they are closed.
/// </summary>
internal sealed class SessionListener(
    Socket listener, DbProxyOptions options, Switchboard switchboard, IUpstreamNetwork network, SessionTable sessions, TimeProvider clock,
    IHostApplicationLifetime lifetime, ILogger<SessionListener> log) : BackgroundService
{
    private static readonly TimeSpan PauseWithoutDescriptors = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource stopped = new();
    private readonly LogThrottle upstreamFailures = new(TimeSpan.FromSeconds(1), clock);
    private readonly LogThrottle acceptFailures = new(TimeSpan.FromSeconds(1), clock);

    /// <summary>The port is the real one, also when 0 was asked for.</summary>
    public IPEndPoint EndPoint { get; } = (IPEndPoint)listener.LocalEndPoint!;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(StopListening);
        log.Listening(EndPoint.ToString());
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        StopListening();
        await base.StopAsync(cancellationToken);
        log.Draining(sessions.Count);
        var cut = await sessions.DrainAsync(options.DrainTimeout, cancellationToken);
        if (cut > 0)
        {
            log.DrainCut(cut, options.DrainTimeout);
        }
    }

    public override void Dispose()
    {
        listener.Dispose();
        stopped.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptAsync(CancellationToken.None));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException && stopped.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // The client left between its SYN and our accept.
            }
            catch (SocketException exception)
            {
                // Out of descriptors or memory: the connection waits in the backlog until a session ends. Do not spin meanwhile.
                if (acceptFailures.TryPass(out var suppressed))
                {
                    log.AcceptFailed(exception.Message, suppressed);
                }

                await Task.Delay(PauseWithoutDescriptors, clock, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            client.NoDelay = true;
            var generation = switchboard.Current;
            var (upstream, failure) = await network.ConnectAsync(generation.Route, stopped.Token);
            if (upstream is null)
            {
                generation.ConnectFailed();
                client.Dispose();
                if (upstreamFailures.TryPass(out var suppressed))
                {
                    log.UpstreamFailed(generation.Route.Upstream.Name, failure!.Reason, suppressed);
                }

                return;
            }

            await sessions.RunAsync(new Session(client, upstream, generation, options.HalfClose));
        }
        catch (Exception exception)
        {
            client.Dispose();
            if (exception is not OperationCanceledException and not SocketException)
            {
                log.SessionFailed(exception);
            }
        }
    }

    private void StopListening()
    {
        stopped.Cancel();
        listener.Dispose();
    }
}
