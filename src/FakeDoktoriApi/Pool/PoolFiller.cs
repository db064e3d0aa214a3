using System.Threading.Channels;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Opens connections, one at a time as HikariCP's single "connection adder" thread does, while somebody waits or too few are idle.
/// After a failure it backs off: 10 ms, doubled up to 5 s, back to 10 ms after a success.
/// </summary>
internal sealed class PoolFiller<TConnection>(
    IPhysicalConnectionFactory<TConnection> factory,
    PoolOptions options,
    Func<PoolSnapshot> snapshot,
    Action<TConnection, TimeSpan> add,
    TimeProvider time,
    ILogger logger)
    where TConnection : class, IPhysicalConnection
{
    private static readonly TimeSpan _firstBackoff = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _longestBackoff = TimeSpan.FromSeconds(5);

    // Capacity 1 and drop: a wake-up that is already pending stands for all later ones.
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Why the last attempt failed; <c>null</c> once one has succeeded again.</summary>
    public Exception? LastFailure { get; private set; }

    public void WakeUp() => _wakeUps.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await _wakeUps.Reader.ReadAsync(stop);
                await FillAsync(stop);
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever an attempt to connect throws when it is called off, the pool is being closed.
        }
    }

    /// <summary>One attempt, bounded by the connection time-out.</summary>
    public async Task<bool> TryAddAsync(CancellationToken stop)
    {
        var start = time.GetTimestamp();
        try
        {
            using var timeout = new CancellationTokenSource(options.ConnectionTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
            var connection = await factory.OpenAsync(either.Token);
            LastFailure = null;
            add(connection, time.GetElapsedTime(start));
            return true;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            LastFailure = exception;
            return false;
        }
    }

    private async Task FillAsync(CancellationToken stop)
    {
        var backoff = _firstBackoff;
        var failures = 0;
        while (NeedsOne(snapshot()))
        {
            if (await TryAddAsync(stop))
            {
                if (failures > 0)
                {
                    logger.ConnectsAgain(options.PoolName, failures);
                }

                backoff = _firstBackoff;
                failures = 0;
                continue;
            }

            failures++;
            logger.CannotConnect(LastFailure!, options.PoolName, backoff.TotalMilliseconds, failures);
            await Task.Delay(backoff, time, stop);
            backoff = TimeSpan.FromTicks(Math.Min(_longestBackoff.Ticks, backoff.Ticks * 2));
        }
    }

    private bool NeedsOne(PoolSnapshot now) =>
        now.Total < options.MaximumPoolSize && (now.Pending > 0 || now.Idle < options.MinimumIdle);
}
