using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Holds readiness back until the pool has its minimum of connections and one of them has answered. Once warm it stays warm: a database that goes
/// away later is away for every instance, and taking all of them out of service would turn slow answers into none.
/// Looks by itself, so that being warm does not depend on having been asked.
/// </summary>
internal sealed class PoolReadiness(
    ConnectionPool<MySqlPhysicalConnection> pool, Database database, IOptions<PoolOptions> options, TimeProvider time, ILogger<PoolReadiness> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(20);
    private volatile string? _missing = "the pool is filling";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_missing is { } missing ? HealthCheckResult.Unhealthy(missing) : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var start = time.GetTimestamp();
        try
        {
            while ((_missing = await MissingAsync(stoppingToken)) is not null)
            {
                await Task.Delay(_lookEvery, time, stoppingToken);
            }

            logger.Warm(options.Value.PoolName, pool.Snapshot().Total, (long)time.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<string?> MissingAsync(CancellationToken stop)
    {
        if (pool.Snapshot().Total is var open && open < options.Value.MinimumIdle)
        {
            return $"the pool is filling: {open} of {options.Value.MinimumIdle} connections";
        }

        try
        {
            await database.PingAsync(stop);
            return null;
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            return exception.Message;
        }
    }
}
