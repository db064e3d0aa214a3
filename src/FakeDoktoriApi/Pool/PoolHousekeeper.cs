namespace FakeDoktoriApi.Pool;

/// <summary>Ends connections that are old (each on its own timer) or superfluous (every 30 s), and lets the filler make up for them.</summary>
internal sealed class PoolHousekeeper<TConnection>(
    ConnectionBag<TConnection> bag,
    PoolOptions options,
    TimeProvider time,
    Random jitter,
    Action<PoolEntry<TConnection>, CloseReason> close,
    Action wakeFiller) : IDisposable
    where TConnection : class, IPhysicalConnection
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(30);
    private ITimer? _timer;

    public void Start() => _timer = time.CreateTimer(_ => KeepHouse(), null, _period, _period);

    public void Dispose() => _timer?.Dispose();

    /// <summary>Its life is up to 2.5 % shorter than the maximum, so that connections opened together do not end together.</summary>
    public void ScheduleEnd(PoolEntry<TConnection> entry)
    {
        if (options.MaxLifetimeMs > 0)
        {
            var variance = TimeSpan.FromMilliseconds(jitter.NextInt64((options.MaxLifetimeMs / 40) + 1));
            entry.EndOfLife = time.CreateTimer(_ => Retire(entry), null, options.MaxLifetime - variance, Timeout.InfiniteTimeSpan);
        }
    }

    // In use: the pool closes it when it comes back.
    private void Retire(PoolEntry<TConnection> entry)
    {
        entry.Evict(CloseReason.MaxLifetime);
        if (bag.TryReserve(entry))
        {
            close(entry, CloseReason.MaxLifetime);
        }
    }

    private void KeepHouse()
    {
        if (options.IdleTimeoutMs > 0)
        {
            var surplus = bag.Snapshot().Idle - options.MinimumIdle;
            foreach (var entry in bag.Entries())
            {
                if (surplus > 0 && time.GetElapsedTime(entry.LastAccessed) > options.IdleTimeout && bag.TryReserve(entry))
                {
                    close(entry, CloseReason.IdleTimeout);
                    surplus--;
                }
            }
        }

        wakeFiller();
    }
}
