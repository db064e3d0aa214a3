using System.Diagnostics.Metrics;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// A connection pool with HikariCP's habits, because those habits decide how long the application hurts when its database moves.
/// <code>
/// AcquireAsync ─▶ ConnectionBag ──free──▶ unused for longer than the bypass window? ─▶ check ─▶ lease
///                    │  ▲                                             dead: close, try again
///                    │  └── Release, PoolFiller                       in what is left of the 3 s
///                    └──none free──▶ FIFO queue ──3 s──▶ PoolTimeoutException
/// </code>
/// </summary>
internal sealed class ConnectionPool<TConnection> : IAsyncDisposable
    where TConnection : class, IPhysicalConnection
{
    private static readonly TimeSpan _shutdownLimit = TimeSpan.FromSeconds(10);

    private readonly PoolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConnectionBag<TConnection> _bag;
    private readonly PoolFiller<TConnection> _filler;
    private readonly PoolHousekeeper<TConnection> _housekeeper;
    private readonly PoolMetrics _metrics;
    private readonly PoolClosings _closings = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _returned = new(0);
    private Task _filling = Task.CompletedTask;

    public ConnectionPool(
        PoolOptions options,
        IPhysicalConnectionFactory<TConnection> factory,
        Meter meter,
        TimeProvider time,
        Random jitter,
        ILogger<ConnectionPool<TConnection>> logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _bag = new(time) { WaiterQueued = WakeFiller };
        _filler = new(factory, options, Snapshot, Add, time, logger);
        _housekeeper = new(_bag, options, time, jitter, Close, WakeFiller);
        _metrics = new(meter, options, Snapshot);
    }

    public TimeSpan ConnectionTimeout => _options.ConnectionTimeout;

    public PoolSnapshot Snapshot() => _bag.Snapshot();

    /// <summary>Tries a first connection as <see cref="PoolOptions.InitializationFailTimeoutMs"/> says, then fills up in the background.</summary>
    /// <exception cref="PoolTimeoutException">The database cannot be reached and the options say that this matters.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.InitializationFailTimeoutMs >= 0 && !await ConnectFirstAsync(cancellationToken) && _options.InitializationFailTimeoutMs > 0)
        {
            throw new PoolTimeoutException(_options.PoolName, _options.InitializationFailTimeout, Snapshot(), _filler.LastFailure);
        }

        _filling = _filler.RunAsync(_stop.Token);
        _housekeeper.Start();
        _filler.WakeUp();
        _logger.Started(_options.PoolName, _options.MaximumPoolSize, _options.MinimumIdle, _options.AliveBypassWindowMs);
    }

    /// <exception cref="PoolTimeoutException">None was free, or none of the free ones alive, within the connection time-out.</exception>
    public async ValueTask<PoolLease<TConnection>> AcquireAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        var start = _time.GetTimestamp();
        while (Remaining(start) is var remaining && remaining > TimeSpan.Zero)
        {
            if (await _bag.BorrowAsync(remaining, cancellationToken) is not { } entry)
            {
                break;
            }

            if (entry.EvictedFor is { } reason)
            {
                Close(entry, reason);
            }
            else if (Remaining(start) is var limit && limit <= TimeSpan.Zero)
            {
                _bag.Return(entry);
            }
            else if (await IsUsableAsync(entry, limit, cancellationToken))
            {
                entry.BorrowedAt = _time.GetTimestamp();
                _metrics.Acquired(_time.GetElapsedTime(start));
                return new(this, entry);
            }
            else
            {
                Close(entry, CloseReason.Dead);
            }
        }

        _metrics.TimedOut();
        throw new PoolTimeoutException(_options.PoolName, _time.GetElapsedTime(start), Snapshot(), _filler.LastFailure);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        _housekeeper.Dispose();
        await _filling;
        foreach (var entry in _bag.Entries().Where(_bag.TryReserve))
        {
            Close(entry, CloseReason.Shutdown);
        }

        await CloseTheBusyAsync();
        _stop.Dispose();
    }

    internal void Release(PoolEntry<TConnection> entry)
    {
        entry.LastAccessed = _time.GetTimestamp();
        _metrics.Used(_time.GetElapsedTime(entry.BorrowedAt, entry.LastAccessed));
        var reason = entry.EvictedFor ?? (_stop.IsCancellationRequested ? CloseReason.Shutdown : null);
        if (reason is { } because)
        {
            Close(entry, because);
        }
        else
        {
            _bag.Return(entry);
        }
    }

    private async Task<bool> ConnectFirstAsync(CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (!await _filler.TryAddAsync(cancellationToken))
        {
            if (_time.GetElapsedTime(start) >= _options.InitializationFailTimeout)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), _time, cancellationToken);
        }

        return true;
    }

    private async ValueTask<bool> IsUsableAsync(PoolEntry<TConnection> entry, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_options.AliveBypassWindow > TimeSpan.Zero && _time.GetElapsedTime(entry.LastAccessed) <= _options.AliveBypassWindow)
        {
            return true;
        }

        try
        {
            // The driver's question cannot be called off once its packet is out, so it is left behind, and the connection with it, when time is up.
            return await entry.Connection.IsAliveAsync(cancellationToken).AsTask().WaitAsync(limit, _time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Close(entry, CloseReason.Dead);
            throw;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Add(TConnection connection, TimeSpan took)
    {
        _metrics.Created(took);
        var entry = new PoolEntry<TConnection>(connection, _time.GetTimestamp());
        _housekeeper.ScheduleEnd(entry);
        _bag.Add(entry);
    }

    private void Close(PoolEntry<TConnection> entry, CloseReason reason)
    {
        if (!_bag.Remove(entry))
        {
            return;
        }

        entry.EndOfLife?.Dispose();
        _metrics.Closed(reason);
        _logger.ConnectionClosed(_options.PoolName, reason);
        _closings.Start(entry.Connection);
        if (_stop.IsCancellationRequested)
        {
            _returned.Release();
        }
        else
        {
            WakeFiller();
        }
    }

    // Callers in flight get to finish; what they still hold after the limit is closed under them.
    private async Task CloseTheBusyAsync()
    {
        var start = _time.GetTimestamp();
        while (Snapshot().Total > 0 && _shutdownLimit - _time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            await _returned.WaitAsync().WaitAsync(left, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (Snapshot() is { Total: > 0 } busy)
        {
            _logger.StoppedBusy(_options.PoolName, busy.Active);
            foreach (var entry in _bag.Entries())
            {
                Close(entry, CloseReason.Shutdown);
            }
        }

        await _closings.WhenAllClosedAsync().WaitAsync(_shutdownLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan Remaining(long start) => _options.ConnectionTimeout - _time.GetElapsedTime(start);

    private void WakeFiller() => _filler.WakeUp();
}
