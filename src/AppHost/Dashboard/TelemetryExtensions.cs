using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Dashboard;

internal static class TelemetryExtensions
{
    /// <summary>Of the requests that nobody has decided on: enough to look at, too few to slow the load that is measured.</summary>
    private const string Ratio = "0.05";

    /// <summary>
    /// Traces only a share of what begins here, and all of what a sampled caller began: a runbook's trace is whole, load is sampled.
    /// </summary>
    public static IResourceBuilder<T> WithSampledTraces<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder
        .WithEnvironment("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
        .WithEnvironment("OTEL_TRACES_SAMPLER_ARG", Ratio);
}
