using System.Globalization;
using LoadTests.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace LoadTests.Reports;

/// <summary>
/// The scenario's instruments to an OTLP collector, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. The other OTEL_ variables
/// (protocol, headers, interval) mean what they always mean. A collector that is down costs samples there, never the run.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string IntervalVariable = "OTEL_METRIC_EXPORT_INTERVAL";
    private const int DefaultIntervalMs = 10_000;
    private const int LastWordsMs = 300;

    private readonly MeterProvider provider;

    private OtlpExport(MeterProvider provider) => this.provider = provider;

    /// <summary>Null when no collector is named.</summary>
    public static OtlpExport? Start(Func<string, string?> environment, string scenario, string runId)
    {
        if (string.IsNullOrWhiteSpace(environment(EndpointVariable)))
        {
            return null;
        }

        var interval = int.TryParse(environment(IntervalVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0 ? milliseconds : DefaultIntervalMs;
        var provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource
                .AddService("doktori-load-tests", serviceInstanceId: runId)
                .AddAttributes([new("scenario", scenario), new("run", runId)]))
            .AddMeter(MetricSet.MeterName)
            .AddOtlpExporter((_, reader) =>
            {
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = interval;
                reader.TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
            })
            .Build();
        return new OtlpExport(provider);
    }

    /// <summary>Sends the last numbers, if the collector takes them at once: Ctrl+C must not wait for it.</summary>
    public void Dispose()
    {
        provider.Shutdown(LastWordsMs);
        provider.Dispose();
    }
}
