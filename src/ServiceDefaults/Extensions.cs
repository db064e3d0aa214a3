using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Health;
using ServiceDefaults.Logging;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults;

/// <summary>What every service of the lab shares: compact logs, OTLP telemetry when asked for, health, a bounded graceful stop.</summary>
public static class Extensions
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddCompactConsole();
        builder.AddOtlpTelemetry();
        builder.AddReadiness();
        return builder;
    }

    /// <summary>Maps <c>/actuator/health</c>, <c>/actuator/health/liveness</c> and <c>/actuator/health/readiness</c>, optionally once more under <paramref name="prefix"/>.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app, string prefix = "")
    {
        app.MapActuatorHealth("");
        if (prefix.Length > 0)
        {
            app.MapActuatorHealth(prefix);
        }

        return app;
    }
}
