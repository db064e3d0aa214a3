using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoadTests.Reports;

/// <summary><c>--prometheus</c>: answers <c>GET /metrics</c>, one request a connection. Small, so that the tool needs no web server beside it.</summary>
internal sealed class PrometheusEndpoint : IAsyncDisposable
{
    private const int LongestRequest = 8192;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener listener;
    private readonly Func<string> metrics;
    private readonly CancellationTokenSource ended = new();
    private readonly Task accepting;

    /// <exception cref="SocketException">The port cannot be listened on.</exception>
    public PrometheusEndpoint(IPEndPoint at, Func<string> metrics)
    {
        this.metrics = metrics;
        listener = new TcpListener(at);
        listener.Start();
        accepting = AcceptAsync();
    }

    public EndPoint Address => listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(ended.Token));
            }
            catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (!ended.IsCancellationRequested)
            {
                // A scraper that went away between its SYN and our accept; the next one is served.
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using (connection)
        {
            try
            {
                using var limit = new CancellationTokenSource(Patience);
                var (status, body) = await ReadRequestLineAsync(connection, limit.Token) switch
                {
                    ["GET", "/metrics", ..] => ("200 OK", metrics()),
                    ["GET", ..] => ("404 Not Found", "the metrics are at /metrics\n"),
                    _ => ("405 Method Not Allowed", "only GET\n"),
                };
                var bytes = Encoding.UTF8.GetBytes(body);
                var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n";
                await connection.SendAsync(Encoding.ASCII.GetBytes(head), limit.Token);
                await connection.SendAsync(bytes, limit.Token);
                connection.Shutdown(SocketShutdown.Send);
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                // A scraper that does not speak or does not wait is its own problem.
            }
        }
    }

    private static async Task<string[]> ReadRequestLineAsync(Socket connection, CancellationToken cancellation)
    {
        var buffer = new byte[LongestRequest];
        var read = 0;
        while (read < buffer.Length)
        {
            var count = await connection.ReceiveAsync(buffer.AsMemory(read), cancellation);
            read += count;

            // Read to the end of the head: closing with bytes unread would reset the connection under our answer.
            if (count == 0 || buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) >= 0)
            {
                break;
            }
        }

        return Encoding.ASCII.GetString(buffer, 0, read).Split("\r\n")[0].Split(' ');
    }
}
