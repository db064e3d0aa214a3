using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoadBench;

/// <summary>
/// One blocking socket that asks the same server a hundred times a second, written with as little as possible between the clock and the wire: what the
/// machine, its loopback and the server take at that very time.
/// </summary>
internal sealed class BareProbe : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    private readonly ManualResetEvent ended = new(initialState: false);
    private readonly List<double> times = [];
    private readonly Thread thread;

    public BareProbe(IPEndPoint server)
    {
        thread = new Thread(() => Ask(server)) { IsBackground = true, Name = "bare probe" };
        thread.Start();
    }

    /// <summary>Ends the probing.</summary>
    /// <returns>Milliseconds of every answer.</returns>
    public IReadOnlyList<double> Stop()
    {
        ended.Set();
        thread.Join();
        return times;
    }

    public void Dispose()
    {
        Stop();
        ended.Dispose();
    }

    private void Ask(IPEndPoint server)
    {
        var request = Encoding.ASCII.GetBytes($"GET /api/meetings?size=10 HTTP/1.1\r\nHost: {server}\r\nAccept: application/json\r\n\r\n");
        var buffer = new byte[64 * 1024];
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        while (!ended.WaitOne(Pace))
        {
            var began = Stopwatch.GetTimestamp();
            socket.Send(request);
            Receive(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    // The server's body is JSON that ends with the one closing brace at its end.
    private static void Receive(Socket socket, byte[] buffer)
    {
        var read = 0;
        do
        {
            var count = socket.Receive(buffer.AsSpan(read));
            read += count > 0 ? count : throw new IOException("The server closed the connection: the measurement is worthless.");
        }
        while (buffer[read - 1] != (byte)'}');
    }
}
