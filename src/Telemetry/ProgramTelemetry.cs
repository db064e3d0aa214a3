using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Telemetry;

/// <summary>Telemetry of a program without a host: begins with <see cref="Start"/>, ends, with what is left to send, when disposed. A collector that is down costs what it would have got, never the run.</summary>
public sealed class ProgramTelemetry : IDisposable
{
    private const string SamplerVariable = "OTEL_TRACES_SAMPLER";

    /// <summary>Milliseconds; OpenTelemetry's own 60 s are longer than many a run.</summary>
    private const int MetricInterval = 10_000;

    private readonly ServiceProvider services;
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;
    private readonly ILoggerFactory logs;
    private readonly int lastWordsMs;

    private ProgramTelemetry(ServiceProvider services, TimeSpan lastWords)
    {
        this.services = services;
        traces = services.GetRequiredService<TracerProvider>();
        metrics = services.GetRequiredService<MeterProvider>();
        logs = services.GetRequiredService<ILoggerFactory>();
        lastWordsMs = (int)lastWords.TotalMilliseconds;
    }

    /// <summary>Null when no collector is named.</summary>
    public static ProgramTelemetry? Start(Func<string, string?> environment, ProgramSignals signals) =>
        OtlpEndpoint.IsNamed(environment) ? Send(environment, signals) : null;

    public ILogger Log(string category) => logs.CreateLogger(category);

    public void Dispose()
    {
        Parallel.Invoke(
            () => traces.Shutdown(lastWordsMs),
            () => metrics.Shutdown(lastWordsMs),
            () => services.GetService<LoggerProvider>()?.Shutdown(lastWordsMs));
        services.Dispose();
    }

    // Apart, so that without a collector OpenTelemetry is not even loaded.
    private static ProgramTelemetry Send(Func<string, string?> environment, ProgramSignals signals)
    {
        var services = new ServiceCollection();
        services
            .AddOtlp(
                traces =>
                {
                    traces.AddSource([.. signals.Sources]);
                    if (signals.HttpCalls)
                    {
                        traces.AddHttpClientInstrumentation();
                    }

                    if (SamplerOf(environment, signals) is { } sampler)
                    {
                        traces.SetSampler(sampler);
                    }
                },
                metrics => metrics.AddMeter([.. signals.Meters]))
            .ConfigureResource(resource => resource
                .Clear()
                .AddTelemetrySdk()
                .AddService(signals.Service, serviceInstanceId: signals.Instance)
                .AddAttributes(signals.Attributes)
                .AddEnvironmentVariableDetector()); // last: a host's word counts
        services.Configure<MetricReaderOptions>(reader => reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds ??= MetricInterval);
        return new ProgramTelemetry(services.BuildServiceProvider(), signals.LastWords);
    }

    /// <summary>Null leaves it to OpenTelemetry's variables.</summary>
    private static Sampler? SamplerOf(Func<string, string?> environment, ProgramSignals signals) => signals.DefaultShare switch
    {
        null => new AlwaysOnSampler(),
        { } share => string.IsNullOrWhiteSpace(environment(SamplerVariable)) ? new ParentBasedSampler(new TraceIdRatioBasedSampler(share)) : null,
    };
}
