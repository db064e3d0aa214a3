using FakeDoktoriApi.Http;
using OpenTelemetry.Metrics;

namespace FakeDoktoriApi.Observability;

internal static class Prometheus
{
    private const string Path = "/actuator/prometheus";

    public static void AddPrometheus(this IServiceCollection services)
    {
        services.AddSingleton<ApiMeter>();
        services.AddSingleton<ProcessMetrics>();
        services.AddSingleton<FailureLog>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("db");
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(ApiMeter.Name, "System.Runtime")
            .AddPrometheusExporter(exporter =>
            {
                exporter.ScopeInfoEnabled = false;
                exporter.TargetInfoEnabled = false;
            }));
    }

    public static void MapPrometheus(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<ProcessMetrics>();
        app.MapPrometheusScrapingEndpoint(Path).WithMetadata(new UriTemplate(Path));
        app.MapPrometheusScrapingEndpoint(ApiRoutes.ContextPath + Path).WithMetadata(new UriTemplate(Path));
    }
}
