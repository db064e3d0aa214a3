using System.Globalization;
using Migration.Running;
using Telemetry;

namespace Migration.CommandLine;

/// <summary>
/// A runbook's trace to an OTLP collector, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one: always whole, for runbooks are rare. Its statements are
/// no spans: some hold a replication password, which MySqlConnector would note with them.
/// </summary>
internal static class RunbookTelemetry
{
    /// <summary>Null when no collector is named.</summary>
    public static ProgramTelemetry? Start(Func<string, string?> environment) => ProgramTelemetry.Start(environment, new ProgramSignals
    {
        Service = "doktori-migration",
        Instance = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        Sources = [RunTrace.SourceName],
        HttpCalls = true,
    });
}
