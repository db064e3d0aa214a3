namespace FakeDoktoriApi.Pool;

/// <summary>
/// The connections and the queue for them, under one lock.
/// Invariant: while somebody waits, nothing is idle, because every connection that becomes free goes to the head of the queue.
/// So nobody overtakes (HikariCP's fair hand-off), and a free connection is always the first free one of the list (HikariCP's scan of its shared
/// list; its per-thread preference has no counterpart where requests hop between threads).
/// </summary>
internal sealed class ConnectionBag<TConnection>(TimeProvider time)
    where TConnection : class, IPhysicalConnection
{
    private readonly Lock _gate = new();
    private readonly List<PoolEntry<TConnection>> _entries = [];
    private readonly LinkedList<PoolWaiter<TConnection>> _queue = [];
    private int _idle;
    private int _reserved;

    /// <summary>Called, outside the lock, each time a caller has to queue.</summary>
    public required Action WaiterQueued { get; init; }

    public PoolSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new(_entries.Count, _entries.Count - _idle - _reserved, _idle, _queue.Count);
        }
    }

    /// <returns>The entry, now in use; <c>null</c> when <paramref name="timeout"/> has passed.</returns>
    public ValueTask<PoolEntry<TConnection>?> BorrowAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        PoolWaiter<TConnection> waiter;
        lock (_gate)
        {
            if (_idle > 0)
            {
                return new(TakeFirstIdle());
            }

            waiter = new();
            waiter.Place = _queue.AddLast(waiter);
        }

        WaiterQueued();
        return new(WaitAsync(waiter, timeout, cancellationToken));
    }

    public void Add(PoolEntry<TConnection> entry)
    {
        lock (_gate)
        {
            _entries.Add(entry);
            HandOn(entry);
        }
    }

    public void Return(PoolEntry<TConnection> entry)
    {
        lock (_gate)
        {
            HandOn(entry);
        }
    }

    /// <summary>Keeps an idle entry from being borrowed; <c>false</c> when it is in use or gone.</summary>
    public bool TryReserve(PoolEntry<TConnection> entry)
    {
        lock (_gate)
        {
            if (entry.State != PoolEntryState.Idle)
            {
                return false;
            }

            entry.State = PoolEntryState.Reserved;
            _idle--;
            _reserved++;
            return true;
        }
    }

    /// <summary><c>false</c> when somebody else has removed it: only the one who did may close the connection.</summary>
    public bool Remove(PoolEntry<TConnection> entry)
    {
        lock (_gate)
        {
            if (entry.State == PoolEntryState.Removed)
            {
                return false;
            }

            _idle -= entry.State == PoolEntryState.Idle ? 1 : 0;
            _reserved -= entry.State == PoolEntryState.Reserved ? 1 : 0;
            entry.State = PoolEntryState.Removed;
            return _entries.Remove(entry);
        }
    }

    public PoolEntry<TConnection>[] Entries()
    {
        lock (_gate)
        {
            return [.. _entries];
        }
    }

    private async Task<PoolEntry<TConnection>?> WaitAsync(PoolWaiter<TConnection> waiter, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using var timer = time.CreateTimer(_ => End(waiter, static w => w.TrySetResult(null)), null, timeout, Timeout.InfiniteTimeSpan);
        await using var cancellation = cancellationToken.Register(() => End(waiter, w => w.TrySetCanceled(cancellationToken)));
        return await waiter.Task;
    }

    // A waiter that is no longer queued has been given an entry: then neither time-out nor cancellation may take it back, or the entry would leak.
    private void End(PoolWaiter<TConnection> waiter, Action<PoolWaiter<TConnection>> end)
    {
        lock (_gate)
        {
            if (waiter.Place is null)
            {
                return;
            }

            _queue.Remove(waiter.Place);
            waiter.Place = null;
        }

        end(waiter);
    }

    private PoolEntry<TConnection> TakeFirstIdle()
    {
        foreach (var entry in _entries)
        {
            if (entry.State == PoolEntryState.Idle)
            {
                entry.State = PoolEntryState.InUse;
                _idle--;
                return entry;
            }
        }

        throw new InvalidOperationException("The count of idle connections is wrong.");
    }

    private void HandOn(PoolEntry<TConnection> entry)
    {
        if (_queue.First is { } first)
        {
            _queue.RemoveFirst();
            first.Value.Place = null;
            entry.State = PoolEntryState.InUse;
            first.Value.SetResult(entry);
            return;
        }

        entry.State = PoolEntryState.Idle;
        _idle++;
    }
}
