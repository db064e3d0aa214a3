using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge.Clients;

/// <summary>Ends the connections of old generations: the idle ones after the grace, the busy ones after the worker shutdown time-out.</summary>
internal sealed class RetirementSweep(
    EdgeOptions options, EdgeSwitchboard switchboard, ConnectionTable connections, TimeProvider clock, ILogger<RetirementSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(Period, clock);
        while (await period.WaitForNextTickAsync(stoppingToken))
        {
            if (connections.Sweep(switchboard.Current, options.ReloadGrace, options.WorkerShutdownTimeout) is > 0 and var ended)
            {
                log.OldConnectionsEnded(ended, switchboard.Current.Number);
            }
        }
    }

    /// <summary>A connection is ended at most one period late.</summary>
    private TimeSpan Period
    {
        get
        {
            var shortest = options.WorkerShutdownTimeout == Timeout.InfiniteTimeSpan ? options.ReloadGrace : new[] { options.ReloadGrace, options.WorkerShutdownTimeout }.Min();
            return TimeSpan.FromTicks(Math.Clamp(shortest.Ticks / 10, TimeSpan.TicksPerMillisecond * 20, TimeSpan.TicksPerSecond / 2));
        }
    }
}
