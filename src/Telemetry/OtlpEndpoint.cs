namespace Telemetry;

/// <summary>Whether telemetry is wanted at all. Where nothing is named nothing is instrumented: the lab measures on two cores, so what nobody looks at must cost nothing.</summary>
public static class OtlpEndpoint
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static bool IsNamed(Func<string, string?> environment) => !string.IsNullOrWhiteSpace(environment(Variable));
}
