using Migration.Checksums.Keys;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Tables;

/// <summary>
/// Hashes range after range on both servers. Each goes from one to the next at its own pace, a few ranges ahead of the other at most:
/// chunk by chunk in step, both would take the slower one's time for every chunk, and the client's round trip on top.
/// <code>
/// source  ── 1 ──┬─── 2 ───┬─ 3 ─┬── 4 ──
/// target  ─── 1 ───┬─ 2 ─┬── 3 ──┬── 4 ──
/// </code>
/// </summary>
internal sealed class ChunkScan(IComparedTable source, IComparedTable target, IChunkPlan plan) : IAsyncDisposable
{
    /// <summary>Ranges asked for and not yet compared.</summary>
    public const int Underway = 4;

    private readonly Queue<(KeyRange Range, Task<ChunkHash> Source, Task<ChunkHash> Target)> _underway = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _source = Task.CompletedTask;
    private Task _target = Task.CompletedTask;
    private bool _planned;

    /// <summary>The next range in key order, or null when none is left underway: then neither server is busy.</summary>
    /// <param name="goOn">Ask for more ranges, not only for the answers to come.</param>
    public async Task<ScannedChunk?> NextAsync(bool goOn, CancellationToken cancellationToken)
    {
        while (goOn && !_planned && _underway.Count < Underway)
        {
            await StartAsync(cancellationToken);
        }

        if (!_underway.TryPeek(out var oldest))
        {
            return null;
        }

        // Waits for both even if one fails.
        await Task.WhenAll(oldest.Source, oldest.Target);
        _underway.Dequeue();
        var chunk = new ScannedChunk(oldest.Range, await oldest.Source, await oldest.Target);
        plan.Met(chunk.Rows);
        return chunk;
    }

    /// <summary>Lets what runs come to its end and starts nothing more: a connection must not be left in the middle of a query.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var task in _underway.SelectMany(u => new Task[] { u.Source, u.Target }))
        {
            // Whoever left early has the first error; these follow from it or no longer matter.
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await plan.NextAsync(cancellationToken) is not { } range)
        {
            _planned = true;
            return;
        }

        var (s, t) = (HashAfterAsync(_source, source, range, cancellationToken), HashAfterAsync(_target, target, range, cancellationToken));
        (_source, _target) = (s, t);
        _underway.Enqueue((range, s, t));
    }

    private async Task<ChunkHash> HashAfterAsync(Task previous, IComparedTable table, KeyRange range, CancellationToken cancellationToken)
    {
        await previous;
        _stop.Token.ThrowIfCancellationRequested();
        return await table.HashAsync(range, cancellationToken);
    }
}
