using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Tells a resource where its telemetry goes, in OpenTelemetry's own variables. Without a dashboard a collector that the host's own environment names
/// is inherited as it stands, and each resource only gets its name; without one, too, nothing is exported.
/// </summary>
internal sealed class TelemetryEnvironment(DashboardOptions options, ResourceInstances instances, IConfiguration configuration)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Milliseconds: what happened is to be seen at once.</summary>
    private const string SoonMilliseconds = "1000";

    public void AddTo(Dictionary<string, object> environment, IResource resource)
    {
        if (!resource.Annotations.OfType<OtlpExporterAnnotation>().Any() || !(options.IsEnabled || !string.IsNullOrWhiteSpace(configuration[Endpoint])))
        {
            return;
        }

        environment["OTEL_SERVICE_NAME"] = resource.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instances.SuffixOf(resource)}";
        if (!options.IsEnabled)
        {
            return;
        }

        environment[Endpoint] = options.OtlpGrpc!.ToString().TrimEnd('/');
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        environment["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={options.OtlpApiKey}";
        environment["OTEL_BLRP_SCHEDULE_DELAY"] = SoonMilliseconds;
        environment["OTEL_BSP_SCHEDULE_DELAY"] = SoonMilliseconds;
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = SoonMilliseconds;
        environment["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        environment["OTEL_TRACES_SAMPLER"] = "always_on";
    }
}
