using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs over OTLP. Nothing is instrumented unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set: the lab measures
/// the application on two cores, so telemetry nobody listens to must cost nothing.
/// </summary>
internal static class OtlpTelemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddOtlpTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces
                .AddSource(builder.Environment.ApplicationName)
                .AddSource("MySqlConnector")
                .AddSource("Yarp.ReverseProxy")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !IsProbe(context.Request.Path.Value))
                .AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics
                .AddMeter(builder.Environment.ApplicationName)
                .AddMeter("MySqlConnector")
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .UseOtlpExporter();
    }

    // Probes and scrapes arrive every second and say nothing about a request's life.
    private static bool IsProbe(string? path) =>
        path is not null && (path.EndsWith("/health", StringComparison.Ordinal) || path.Contains("/actuator/", StringComparison.Ordinal));
}
