using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// Holds readiness back until the pool has its minimum of connections and one of them has answered. Once warm it stays warm: a database that goes
/// away later is away for every instance, and taking all of them out of service would turn slow answers into none.
/// </summary>
internal sealed class PoolReadiness(ConnectionPool<MySqlPhysicalConnection> pool, Database database, IOptions<PoolOptions> options) : IHealthCheck
{
    private volatile bool _warm;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_warm)
        {
            return HealthCheckResult.Healthy();
        }

        if (pool.Snapshot().Total is var open && open < options.Value.MinimumIdle)
        {
            return HealthCheckResult.Unhealthy($"the pool is filling: {open} of {options.Value.MinimumIdle} connections");
        }

        try
        {
            await database.PingAsync(cancellationToken);
            _warm = true;
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
