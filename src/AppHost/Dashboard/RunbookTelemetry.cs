using Microsoft.Extensions.Configuration;

namespace AppHost.Dashboard;

/// <summary>
/// Where a runbook's trace goes: a program that is started for one button is no resource, so nobody else tells it. Without a dashboard it inherits
/// the collector of this terminal, if there is one, and only needs a name.
/// </summary>
internal static class RunbookTelemetry
{
    private const string Service = "runbooks";

    public static IEnumerable<(string Name, string Value)> Variables(LabDashboard dashboard, IConfiguration configuration)
    {
        yield return ("OTEL_SERVICE_NAME", Service);
        if (!dashboard.IsStarted || configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is not { Length: > 0 } endpoint)
        {
            yield break;
        }

        yield return ("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
        yield return ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
        {
            yield return ("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={key}");
        }
    }
}
