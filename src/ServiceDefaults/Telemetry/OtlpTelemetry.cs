using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Telemetry;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// What a service sends over OTLP: its requests, its calls, its statements, its own source and meter. Nothing is instrumented unless
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.
/// </summary>
internal static class OtlpTelemetry
{
    public static void AddOtlpTelemetry(this IHostApplicationBuilder builder)
    {
        if (!OtlpEndpoint.IsNamed(name => builder.Configuration[name]))
        {
            return;
        }

        builder.Services.AddOtlp(
            traces => traces
                .AddSource(builder.Environment.ApplicationName)
                .AddSource("MySqlConnector")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !IsProbe(context.Request.Path.Value))
                .AddHttpClientInstrumentation(),
            metrics => metrics
                .AddMeter(builder.Environment.ApplicationName)
                .AddMeter("MySqlConnector")
                .AddMeter("Microsoft.AspNetCore.Hosting") // its requests; Kestrel, routing and HttpClient count each of them again
                .AddRuntimeInstrumentation());
    }

    // Probes and scrapes arrive every second and say nothing about a request's life.
    private static bool IsProbe(string? path) =>
        path is not null && (path.EndsWith("/health", StringComparison.Ordinal) || path.Contains("/actuator/", StringComparison.Ordinal));
}
