namespace FakeDoktoriApi.Pool;

/// <summary>The right to use one connection until disposed. Disposing twice is harmless; using the connection afterwards is a bug.</summary>
internal sealed class PoolLease<TConnection>(ConnectionPool<TConnection> pool, PoolEntry<TConnection> entry) : IDisposable
    where TConnection : class, IPhysicalConnection
{
    private int _released;

    public TConnection Connection => entry.Connection;

    /// <summary>Its use ended in a connection-level error: it will be closed and replaced instead of going back.</summary>
    public void MarkBroken() => entry.Evict(CloseReason.Broken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            pool.Release(entry);
        }
    }
}
