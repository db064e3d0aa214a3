using System.Buffers;
using System.Net.Sockets;
using ProxySwitch.Db.Routing;

namespace ProxySwitch.Db.Sessions;

/// <summary>
/// One client and its upstream connection, for as long as either lives:
/// <code>
///            ┌───────── up pump ────────▶┐
///    client ─┤                           ├─ upstream
///            └◀──────── down pump ───────┘
/// </code>
/// A pump reads only after the sink took the last chunk, so a slow reader slows its writer and nobody else, at the cost of one buffer.
/// </summary>
internal sealed class Session(Socket client, Socket upstream, Generation generation, bool halfClose)
{
    /// <summary>Per direction, from the shared pool. More made nothing faster, less made bulk transfers slower (bench/).</summary>
    private const int BufferBytes = 32 * 1024;

    /// <summary>A session whose data is always there already would keep its thread for ever: after so many chunks others get their turn.</summary>
    private const int ChunksPerTurn = 32;

    private long progress;
    private int pumpsEnded;
    private volatile bool closing;

    public Generation Generation => generation;

    /// <summary>Grows with every chunk; two equal readings mean that nothing moved in between.</summary>
    public long Progress => Interlocked.Read(ref progress);

    public async Task RunAsync()
    {
        generation.SessionOpened();
        try
        {
            var ends = await Task.WhenAll(PumpAsync(client, upstream, Direction.Up), PumpAsync(upstream, client, Direction.Down));
            if (!closing && ends.Any(end => end != PumpEnd.EndOfStream))
            {
                Reset();
            }
        }
        finally
        {
            client.Dispose();
            upstream.Dispose();
            generation.SessionClosed();
        }
    }

    /// <summary>Ends the session from our side, politely (FIN).</summary>
    public void Close()
    {
        closing = true;
        Shutdown(client, SocketShutdown.Both);
        Shutdown(upstream, SocketShutdown.Both);
    }

    private async Task<PumpEnd> PumpAsync(Socket source, Socket sink, Direction direction)
    {
        var end = await MoveAsync(source, sink, direction);
        if (Interlocked.Increment(ref pumpsEnded) == 1)
        {
            generation.SessionHalfClosed();
        }

        switch (end)
        {
            case PumpEnd.EndOfStream when halfClose:
                Shutdown(sink, SocketShutdown.Send);
                break;
            case PumpEnd.EndOfStream:
                // nginx's default: one goodbye ends the session. Wakes the opposite pump, which delivers what it holds and ends; only then
                // are both sides closed, so that the sink cannot answer a goodbye that the source will not hear the answer to.
                closing = true;
                Shutdown(sink, SocketShutdown.Receive);
                break;
            case PumpEnd.SourceLost when !closing:
                Reset();
                break;
        }

        return end;
    }

    private async Task<PumpEnd> MoveAsync(Socket source, Socket sink, Direction direction)
    {
        var end = PumpEnd.SourceLost;
        byte[]? buffer = null;
        try
        {
            for (var chunk = 1; ; chunk++)
            {
                end = PumpEnd.SourceLost;
                if (buffer is null)
                {
                    // Reading nothing waits for something to read: an idle session holds no buffer.
                    var readable = source.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None);
                    chunk = readable.IsCompleted ? chunk : 0;
                    await readable;
                    buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
                }

                var count = await source.ReceiveAsync(buffer.AsMemory(0, BufferBytes), SocketFlags.None);
                if (count == 0)
                {
                    return PumpEnd.EndOfStream;
                }

                end = PumpEnd.SinkLost;
                for (var sent = 0; sent < count;)
                {
                    sent += await sink.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None);
                    Interlocked.Increment(ref progress);
                }

                generation.Moved(direction, count);
                if (closing)
                {
                    return PumpEnd.EndOfStream;
                }

                if (count < BufferBytes)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = null;
                }

                if (chunk >= ChunksPerTurn)
                {
                    chunk = 0;
                    await Task.Yield();
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return end;
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>Closes both sides with RST: what one side did to us is done to the other.</summary>
    private void Reset()
    {
        client.Close(0);
        upstream.Close(0);
    }

    private static void Shutdown(Socket socket, SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Already gone, which is what we wanted.
        }
    }
}
