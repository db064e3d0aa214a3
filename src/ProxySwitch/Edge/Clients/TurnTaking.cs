using System.IO.Pipelines;

namespace ProxySwitch.Edge.Clients;

/// <summary>
/// A connection that gives way after its turn. What a socket brings is moved on the thread that learnt of it, which serves other sockets, too:
/// a transfer whose both ends are faster than the edge would keep it, and everybody else waiting, until it is through. After its turn it goes on in
/// the thread pool's queue instead.
/// </summary>
internal sealed class TurnTaking(IDuplexPipe connection) : IDuplexPipe
{
    /// <summary>Bytes to the client in one turn: a tenth of a millisecond's work.</summary>
    public const long Turn = 128 * 1024;

    /// <summary>Reads from the client in one turn; each brings a few kilobytes.</summary>
    public const int Reads = 128;

    public PipeReader Input { get; } = new Reader(connection.Input);

    public PipeWriter Output { get; } = new Writer(connection.Output);

    private sealed class Reader(PipeReader reader) : PipeReader
    {
        private int reads;

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            if (++reads < Reads)
            {
                return reader.ReadAsync(cancellationToken);
            }

            reads = 0;
            return GiveWayAsync(cancellationToken);
        }

        public override bool TryRead(out ReadResult result) => reader.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => reader.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => reader.CancelPendingRead();

        public override void Complete(Exception? exception = null) => reader.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => reader.CompleteAsync(exception);

        private async ValueTask<ReadResult> GiveWayAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            return await reader.ReadAsync(cancellationToken);
        }
    }

    private sealed class Writer(PipeWriter writer) : PipeWriter
    {
        private long sent;

        public override bool CanGetUnflushedBytes => writer.CanGetUnflushedBytes;

        public override long UnflushedBytes => writer.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => writer.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => writer.GetSpan(sizeHint);

        public override void Advance(int bytes)
        {
            sent += bytes;
            writer.Advance(bytes);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var flush = writer.FlushAsync(cancellationToken);
            if (sent < Turn)
            {
                return flush;
            }

            sent = 0;
            return flush.IsCompletedSuccessfully ? GiveWayAsync(flush.Result) : flush; // who waits for the client gives way already
        }

        public override void CancelPendingFlush() => writer.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => writer.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => writer.CompleteAsync(exception);

        private static async ValueTask<FlushResult> GiveWayAsync(FlushResult result)
        {
            await Task.Yield();
            return result;
        }
    }
}
