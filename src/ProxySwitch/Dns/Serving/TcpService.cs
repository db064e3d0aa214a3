using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ProxySwitch.Dns.Serving;

/// <summary>
/// The TCP half (RFC 7766): each connection on its own, so that a slow one holds up nobody. Their number is bounded: when one more comes,
/// the one that has been silent longest makes room, so that idle connections cannot keep others out.
/// </summary>
internal sealed class TcpService(PortPair ports, AnswerDesk desk, DnsOptions options, TimeProvider clock, ILogger<TcpService> log) : BackgroundService
{
    private static readonly TimeSpan PauseWithoutDescriptors = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<TcpConnection, Task> open = [];
    private readonly LogThrottle failures = new(TimeSpan.FromSeconds(1), clock);

    public int Connections => open.Count;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Admit(await ports.Tcp.AcceptAsync(stoppingToken), stoppingToken);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // The client left between its SYN and our accept.
            }
            catch (SocketException exception)
            {
                // Out of descriptors or memory: the connection waits in the backlog until another ends. Do not spin meanwhile.
                if (failures.TryPass(out var suppressed))
                {
                    log.AcceptFailed(exception.Message, suppressed);
                }

                await Task.Delay(PauseWithoutDescriptors, clock, CancellationToken.None);
            }
        }

        foreach (var connection in open.Keys)
        {
            connection.Close();
        }

        await Task.WhenAll(open.Values);
    }

    private void Admit(Socket socket, CancellationToken stoppingToken)
    {
        while (open.Count >= options.TcpConnections && open.Keys.MinBy(connection => connection.SilentSince) is { } silent)
        {
            silent.Close();
            open.TryRemove(silent, out _);
        }

        socket.NoDelay = true;
        var connection = new TcpConnection(socket, desk, options.TcpIdleTimeout, clock);
        open[connection] = Task.CompletedTask;
        open.TryUpdate(connection, RunAsync(connection, stoppingToken), Task.CompletedTask);
    }

    private async Task RunAsync(TcpConnection connection, CancellationToken stoppingToken)
    {
        try
        {
            await connection.RunAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client left, was silent too long or had to make room, or we are stopping.
        }
        catch (Exception exception)
        {
            log.AnswerFailed(exception);
        }
        finally
        {
            connection.Close();
            open.TryRemove(connection, out _);
        }
    }
}
