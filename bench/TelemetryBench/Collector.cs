using System.Diagnostics;

namespace TelemetryBench;

/// <summary>Whether and where a program sends telemetry: by its environment alone, as for a person who starts it.</summary>
internal static class Collector
{
    /// <param name="address">Null: nowhere, whatever this terminal's environment says.</param>
    public static void Name(ProcessStartInfo start, string? address)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        if (address is not null)
        {
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
            start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }
    }
}
