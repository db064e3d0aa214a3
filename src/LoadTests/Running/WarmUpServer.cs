using System.Net;
using System.Net.Sockets;

namespace LoadTests.Running;

/// <summary>Answers every request with the same few bytes, on a port of this machine that nobody else knows.</summary>
internal sealed class WarmUpServer : IAsyncDisposable
{
    private const int LargestRequest = 4096;

    private static readonly byte[] Answer =
        [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Server-Id: warm-up\r\nX-Edge-Id: warm-up\r\nServer: warm-up\r\nContent-Length: 2\r\n\r\n{}"u8];

    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly Task serving;

    /// <exception cref="SocketException">It cannot listen.</exception>
    public WarmUpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Url => new($"http://{listener.LocalEndpoint}/api");

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
        listener.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(AnswerAsync(await listener.AcceptSocketAsync()));
            }
        }
        catch (SocketException)
        {
            // Stopped.
        }

        await Task.WhenAll(connections);
    }

    // A request has no body and comes in one piece: each read is one.
    private static async Task AnswerAsync(Socket connection)
    {
        var request = new byte[LargestRequest];
        using (connection)
        {
            connection.NoDelay = true;
            try
            {
                while (await connection.ReceiveAsync(request) > 0)
                {
                    await connection.SendAsync(Answer);
                }
            }
            catch (SocketException)
            {
                // Its client has gone.
            }
        }
    }
}
