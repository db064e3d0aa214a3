namespace FakeDoktoriApi.Pool;

/// <summary>One physical connection and what the pool remembers of it. <see cref="State"/> belongs to <see cref="ConnectionBag{TConnection}"/> and its lock.</summary>
internal sealed class PoolEntry<TConnection>(TConnection connection, long createdAt)
    where TConnection : class, IPhysicalConnection
{
    private volatile int _evictedFor = -1;

    public TConnection Connection { get; } = connection;

    public PoolEntryState State { get; set; } = PoolEntryState.Idle;

    /// <summary>Timestamp of its creation or its last return.</summary>
    public long LastAccessed { get; set; } = createdAt;

    public long BorrowedAt { get; set; }

    public ITimer? EndOfLife { get; set; }

    /// <summary>Why it must be closed as soon as nobody uses it; <c>null</c> while it is good as far as anybody knows.</summary>
    public CloseReason? EvictedFor =>
        _evictedFor >= 0 ? (CloseReason)_evictedFor : Connection.IsBroken ? CloseReason.Broken : null;

    /// <summary>The first reason stays.</summary>
    public void Evict(CloseReason reason) => Interlocked.CompareExchange(ref _evictedFor, (int)reason, -1);
}
