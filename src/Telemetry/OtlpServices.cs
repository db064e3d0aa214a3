using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Telemetry;

/// <summary>The one set-up of traces, metrics and logs by OTLP, for services and for programs without a host.</summary>
public static class OtlpServices
{
    /// <summary>Where to, how, how often and how much, OpenTelemetry's own <c>OTEL_…</c> variables say.</summary>
    public static IOpenTelemetryBuilder AddOtlp(this IServiceCollection services, Action<TracerProviderBuilder> traces, Action<MeterProviderBuilder> metrics)
    {
        services.AddLogging(logging => logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        }));
        return services.AddOpenTelemetry().WithTracing(traces).WithMetrics(metrics).UseOtlpExporter();
    }
}
