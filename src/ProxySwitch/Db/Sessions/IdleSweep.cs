namespace ProxySwitch.Db.Sessions;

/// <summary>nginx's <c>proxy_timeout</c>: a session on which nothing moved for that long is closed.</summary>
internal sealed class IdleSweep(DbProxyOptions options, SessionTable sessions, TimeProvider clock, ILogger<IdleSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.IdleTimeout == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        // A session is closed at most one period late.
        using var period = new PeriodicTimer(TimeSpan.FromTicks(Math.Clamp(options.IdleTimeout.Ticks / 10, TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerSecond * 5)), clock);
        while (await period.WaitForNextTickAsync(stoppingToken))
        {
            if (sessions.CloseIdle(options.IdleTimeout) is > 0 and var closed)
            {
                log.IdleSessionsClosed(closed, options.IdleTimeout);
            }
        }
    }
}
