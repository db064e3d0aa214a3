using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Integration.ProxySwitch;

/// <summary>A server behind the proxy. Greets with its name, then echoes until the client ends, unless it is given something else to do.</summary>
internal sealed class TestUpstream : IDisposable
{
    private readonly ConcurrentDictionary<Socket, byte> sessions = [];
    private readonly Func<Socket, Task> serve;
    private Socket? listener;

    public TestUpstream(string name, Func<Socket, Task>? serve = null)
    {
        Name = name;
        this.serve = serve ?? EchoAsync;
        EndPoint = new(IPAddress.Loopback, 0);
        Listen();
    }

    public string Name { get; }

    public IPEndPoint EndPoint { get; private set; }

    public int Sessions => sessions.Count;

    /// <summary>Again at the same port, after <see cref="StopListening"/>.</summary>
    public void Listen()
    {
        listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(EndPoint);
        listener.Listen(4096);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        _ = AcceptAsync(listener);
    }

    public void StopListening() => listener?.Dispose();

    /// <summary>Ends every session: with RST as a killed server's kernel may, or with FIN as MySQL's KILL does.</summary>
    public void EndSessions(bool reset)
    {
        foreach (var socket in sessions.Keys)
        {
            if (reset)
            {
                socket.Reset();
            }
            else
            {
                socket.Shutdown(SocketShutdown.Both);
                socket.Dispose();
            }
        }
    }

    public void Dispose()
    {
        StopListening();
        EndSessions(reset: true);
    }

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await from.AcceptAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Stopped listening.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        sessions[socket] = 0;
        try
        {
            socket.NoDelay = true;
            await serve(socket);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side or the test ended it.
        }
        finally
        {
            sessions.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        await socket.SendAsync(Name + "\n");
        var block = new byte[16 * 1024];
        while (await socket.ReceiveAsync(block, SocketFlags.None) is > 0 and var count)
        {
            await socket.SendAllAsync(block.AsMemory(0, count));
        }
    }
}
