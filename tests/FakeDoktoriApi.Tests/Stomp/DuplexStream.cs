using System.IO.Pipelines;

namespace FakeDoktoriApi.Tests.Stomp;

/// <summary>One end of a connection in memory, with a buffer of 64 KiB each way: a writer beyond that waits, as on a socket.</summary>
internal sealed class DuplexStream : Stream
{
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private readonly Stream _read;
    private readonly Stream _write;

    private DuplexStream(Pipe read, Pipe write)
    {
        (_reader, _writer) = (read.Reader, write.Writer);
        (_read, _write) = (_reader.AsStream(leaveOpen: true), _writer.AsStream(leaveOpen: true));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (DuplexStream Server, DuplexStream Client) CreatePair()
    {
        var (up, down) = (new Pipe(), new Pipe());
        return (new(up, down), new(down, up));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _read.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _write.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => _write.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => _read.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => _write.Write(buffer, offset, count);

    public override void Flush() => _write.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // As closing a socket does: what waits on it fails.
            _writer.CancelPendingFlush();
            _reader.CancelPendingRead();
            _writer.Complete();
            _write.Dispose();
            _read.Dispose();
        }

        base.Dispose(disposing);
    }
}
