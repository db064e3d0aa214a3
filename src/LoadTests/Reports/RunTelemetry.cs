using LoadTests.Metrics;
using LoadTests.Traffic;
using Telemetry;

namespace LoadTests.Reports;

/// <summary>
/// A run to an OTLP collector, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one: the scenario's instruments, its log, and a trace of every so many
/// requests. The other OTEL_ variables (protocol, headers, interval, sampler) mean what they always mean.
/// </summary>
internal static class RunTelemetry
{
    public const string LogCategory = "LoadTests";

    /// <summary>Of the requests of a run; at a few hundred a second enough to look at, too few to be felt.</summary>
    private const double DefaultShare = 0.01;

    // Ctrl+C must not wait for a collector.
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(300);

    /// <summary>Null when no collector is named.</summary>
    public static ProgramTelemetry? Start(Func<string, string?> environment, string scenario, string runId) => ProgramTelemetry.Start(environment, new ProgramSignals
    {
        Service = "doktori-load-tests",
        Instance = runId,
        Attributes = new Dictionary<string, object> { ["scenario"] = scenario, ["run"] = runId },
        Sources = [RequestTrace.SourceName],
        Meters = [MetricSet.MeterName],
        DefaultShare = DefaultShare,
        LastWords = LastWords,
    });
}
