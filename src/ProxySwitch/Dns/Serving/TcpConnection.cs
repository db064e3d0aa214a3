using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using ProxySwitch.Dns.Protocol;

namespace ProxySwitch.Dns.Serving;

/// <summary>Queries one after the other, each behind two octets that say how long it is (RFC 1035 §4.2.2), answered in the same order.</summary>
internal sealed class TcpConnection(Socket socket, AnswerDesk desk, TimeSpan idleTimeout, TimeProvider clock)
{
    private const int LengthOctets = 2;

    private long silentSince = clock.GetTimestamp();

    /// <summary>When it last had its answer, on the clock's scale.</summary>
    public long SilentSince => Interlocked.Read(ref silentSince);

    /// <summary>Until the client ends it, or says what is not a query, or takes longer than the time-out from one answer to the next.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">Time-out or stop.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        while (await AnswerOneAsync(stop))
        {
        }
    }

    public void Close() => socket.Dispose();

    private async Task<bool> AnswerOneAsync(CancellationToken stop)
    {
        // One limit for reading and answering: a client that drips octets, or does not read, is as silent as one that does nothing.
        using var limit = new CancellationTokenSource(idleTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerWriter.MaximumLength + LengthOctets);
        var message = Array.Empty<byte>();
        try
        {
            if (!await ReadAsync(buffer.AsMemory(0, LengthOctets), either.Token))
            {
                return false;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(buffer);
            message = ArrayPool<byte>.Shared.Rent(length);
            if (!await ReadAsync(message.AsMemory(0, length), either.Token)
                || desk.Answer(message.AsSpan(0, length), buffer.AsSpan(LengthOctets)) is not (> 0 and var answerLength))
            {
                return false;
            }

            Interlocked.Exchange(ref silentSince, clock.GetTimestamp()); // before the client has the answer and may act on it
            BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)answerLength);
            for (var rest = buffer.AsMemory(0, LengthOctets + answerLength); !rest.IsEmpty;)
            {
                rest = rest[await socket.SendAsync(rest, either.Token)..];
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    private async ValueTask<bool> ReadAsync(Memory<byte> octets, CancellationToken cancellation)
    {
        while (!octets.IsEmpty)
        {
            var read = await socket.ReceiveAsync(octets, cancellation);
            if (read == 0)
            {
                return false;
            }

            octets = octets[read..];
        }

        return true;
    }
}
