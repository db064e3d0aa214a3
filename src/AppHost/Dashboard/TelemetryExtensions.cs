using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Dashboard;

internal static class TelemetryExtensions
{
    /// <summary>Of the requests that nobody has decided on: enough to look at, too few to slow the load that is measured.</summary>
    private const string Ratio = "0.05";

    /// <summary>OpenTelemetry's words for it.</summary>
    public static readonly IReadOnlyList<(string Name, string Value)> Sampling = [("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", Ratio)];

    /// <summary>
    /// Traces only a share of what begins here, and all of what a sampled caller began: a runbook's trace is whole, load is sampled.
    /// </summary>
    public static IResourceBuilder<T> WithSampledTraces<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment =>
        Sampling.Aggregate(builder.WithoutMissingDashboard(), (sampled, variable) => sampled.WithEnvironment(variable.Name, variable.Value));

    /// <summary>
    /// Aspire itself names a collector even when the lab has no dashboard: all would be instrumented for a port where nobody listens.
    /// What this terminal's environment says of a collector is inherited and stays.
    /// </summary>
    private static IResourceBuilder<T> WithoutMissingDashboard<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        var configuration = builder.ApplicationBuilder.Configuration;
        return builder.WithEnvironment(context =>
        {
            if (string.IsNullOrEmpty(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]))
            {
                context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
                context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_PROTOCOL");
                context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_HEADERS");
            }
        });
    }
}
