using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace FakeDoktoriApi.Stomp;

/// <summary>What waits for one client, bounded in bytes. Many write and never wait; one reads.</summary>
internal sealed class OutboundQueue(int mostBytes)
{
    private readonly Channel<ReadOnlyMemory<byte>> _frames =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });

    private int _bytes;

    public bool IsEmpty => Volatile.Read(ref _bytes) == 0;

    /// <returns><c>false</c>: too much is waiting. After <see cref="Complete"/> a frame is dropped: nobody is there for it.</returns>
    public bool TryAdd(ReadOnlyMemory<byte> frame)
    {
        if (Interlocked.Add(ref _bytes, frame.Length) > mostBytes)
        {
            Interlocked.Add(ref _bytes, -frame.Length);
            return false;
        }

        if (!_frames.Writer.TryWrite(frame))
        {
            Interlocked.Add(ref _bytes, -frame.Length);
        }

        return true;
    }

    public void Complete() => _frames.Writer.TryComplete();

    /// <returns><c>false</c>: completed, and all was taken.</returns>
    public ValueTask<bool> WaitAsync() => _frames.Reader.WaitToReadAsync(CancellationToken.None);

    public bool TryTake([NotNullWhen(true)] out ReadOnlyMemory<byte>? frame)
    {
        if (_frames.Reader.TryRead(out var taken))
        {
            frame = taken;
            return true;
        }

        frame = null;
        return false;
    }

    /// <summary>A frame that was taken has been sent: its bytes no longer count.</summary>
    public void Sent(ReadOnlyMemory<byte> frame) => Interlocked.Add(ref _bytes, -frame.Length);
}
