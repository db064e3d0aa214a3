using System.Threading.Channels;
using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Tests.Checksums;

/// <summary>A table whose hashes are answered when the test says so, one at a time as a connection does.</summary>
internal sealed class HeldTable(IComparedTable table) : IComparedTable
{
    private readonly Channel<TaskCompletionSource> _asked = Channel.CreateUnbounded<TaskCompletionSource>();
    private readonly TaskCompletionSource _all = new();
    private int _count;

    public int Asked => _count;

    public async Task<ChunkHash> HashAsync(KeyRange range, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        var held = new TaskCompletionSource();
        await _asked.Writer.WriteAsync(held, cancellationToken);
        await await Task.WhenAny(held.Task, _all.Task);
        return await table.HashAsync(range, cancellationToken);
    }

    /// <summary>Waits until a hash is asked for, and answers it.</summary>
    public async Task LetOnePassAsync(CancellationToken cancellationToken) => (await NextAskedAsync(cancellationToken)).SetResult();

    public async Task<TaskCompletionSource> NextAskedAsync(CancellationToken cancellationToken) => await _asked.Reader.ReadAsync(cancellationToken);

    public void LetAllPass() => _all.SetResult();

    public void Fail(Exception e) => _all.SetException(e);

    public Task<RowKey?> KeyAfterAsync(RowKey? after, long rows, CancellationToken cancellationToken) => table.KeyAfterAsync(after, rows, cancellationToken);

    public Task<IReadOnlyList<RowKey>> CutsAsync(KeyRange range, long everyRows, CancellationToken cancellationToken) => table.CutsAsync(range, everyRows, cancellationToken);

    public Task<IReadOnlyList<HashedRow>> ListAsync(KeyRange range, CancellationToken cancellationToken) => table.ListAsync(range, cancellationToken);

    public Task<IReadOnlyList<FetchedRow>> FetchAsync(IReadOnlyList<RowKey> keys, CancellationToken cancellationToken) => table.FetchAsync(keys, cancellationToken);
}
