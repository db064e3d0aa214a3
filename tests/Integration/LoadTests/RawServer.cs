using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Integration.LoadTests;

/// <summary>A TCP server that answers each request with given bytes, or ends the connection properly (FIN) without any.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Func<int, string?> answer;
    private readonly Task accepting;
    private int requests;

    /// <param name="answer">What to send to the nth request (from 1); null: nothing, the connection is closed.</param>
    public RawServer(Func<int, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Requests => Volatile.Read(ref requests);

    public Uri Url(string scheme = "http") => new($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/api");

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(ended.Token));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        using (connection)
        {
            var buffer = new byte[8192];
            while (await connection.ReceiveAsync(buffer) > 0)
            {
                if (answer(Interlocked.Increment(ref requests)) is not { } bytes)
                {
                    connection.Shutdown(SocketShutdown.Send);
                    return;
                }

                await connection.SendAsync(Encoding.ASCII.GetBytes(bytes));
            }
        }
    }
}
