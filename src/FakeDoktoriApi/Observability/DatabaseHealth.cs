using FakeDoktoriApi.Pool;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FakeDoktoriApi.Observability;

/// <summary>Counts towards /actuator/health only: an application whose database is away is neither dead nor unwilling.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
