using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Health;

internal static class ActuatorHealth
{
    public static void AddReadiness(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ShutdownOptions>()
            .Bind(builder.Configuration.GetSection(ShutdownOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Readiness>());
        builder.Services.AddHealthChecks().AddCheck<Readiness>("readiness", tags: [HealthTags.Readiness]);

        // Read past the options on purpose: the host is built from this before anything is validated, and an error there could not be told well.
        var shutdown = builder.Configuration.GetSection(ShutdownOptions.Section).Get<ShutdownOptions>() ?? new();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = shutdown.Timeout + shutdown.Drain);
    }

    // Liveness asks nothing of anyone: a process that can answer is alive, whatever its database does.
    public static void MapActuatorHealth(this WebApplication app, string prefix)
    {
        app.MapHealthChecks(prefix + "/actuator/health/liveness", Tagged(HealthTags.Liveness));
        app.MapHealthChecks(prefix + "/actuator/health/readiness", Tagged(HealthTags.Readiness));
        app.MapHealthChecks(prefix + "/actuator/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static HealthCheckOptions Tagged(string tag) =>
        new() { Predicate = check => check.Tags.Contains(tag), ResponseWriter = WriteAsync };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(report.Status switch
        {
            HealthStatus.Healthy => """{"status":"UP"}""",
            HealthStatus.Degraded => """{"status":"UP"}""",
            _ when context.Request.Path.Value!.EndsWith("/readiness", StringComparison.Ordinal) => """{"status":"OUT_OF_SERVICE"}""",
            _ => """{"status":"DOWN"}""",
        });
    }
}
