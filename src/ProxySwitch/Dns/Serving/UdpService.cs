using System.Net;
using System.Net.Sockets;
using ProxySwitch.Dns.Protocol;

namespace ProxySwitch.Dns.Serving;

/// <summary>Datagram in, datagram out, one after the other: an answer takes microseconds and waits for nothing.</summary>
internal sealed class UdpService(PortPair ports, AnswerDesk desk, TimeProvider clock, ILogger<UdpService> log) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(50);

    private readonly LogThrottle failures = new(TimeSpan.FromSeconds(1), clock);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        log.Listening(ports.EndPoint.ToString());
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (message, answer) = (new byte[ushort.MaxValue], new byte[AnswerWriter.MaximumLength]);
        var from = new SocketAddress(ports.EndPoint.AddressFamily);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var length = await ports.Udp.ReceiveFromAsync(message, SocketFlags.None, from, stoppingToken);
                await AnswerAsync(message.AsMemory(0, length), answer, from, stoppingToken);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset)
            {
                // Windows says so when an earlier answer found nobody.
            }
            catch (SocketException exception)
            {
                Failed(exception.Message);
                await Task.Delay(PauseAfterFailure, clock, CancellationToken.None);
            }
        }
    }

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> message, Memory<byte> answer, SocketAddress from, CancellationToken cancellation)
    {
        try
        {
            if (desk.Answer(message.Span, answer.Span) is > 0 and var length)
            {
                await ports.Udp.SendToAsync(answer[..length], SocketFlags.None, from, cancellation);
            }
        }
        catch (SocketException exception)
        {
            Failed(exception.Message); // an address that nobody can send to, in a datagram that anybody can forge: the next one is not to wait
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ObjectDisposedException)
        {
            log.AnswerFailed(exception);
        }
    }

    private void Failed(string reason)
    {
        if (failures.TryPass(out var suppressed))
        {
            log.UdpFailed(reason, suppressed);
        }
    }
}
