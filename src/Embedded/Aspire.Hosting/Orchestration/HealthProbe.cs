using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Runs the health checks of a resource.</summary>
internal sealed class HealthProbe(HealthCheckService checks)
{
    public static bool IsNeededFor(IResource resource) => resource.Annotations.OfType<HealthCheckAnnotation>().Any();

    public async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => annotation.Key).ToHashSet();
        if (keys.Count == 0)
        {
            return [];
        }

        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        return
        [
            .. keys.Order(StringComparer.Ordinal).Select(key => report.Entries.TryGetValue(key, out var entry)
                ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.Message)
                : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"no health check '{key}' is registered", ExceptionText: null)),
        ];
    }
}
