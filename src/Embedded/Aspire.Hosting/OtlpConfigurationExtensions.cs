using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Says whose telemetry the dashboard shows.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Tells the resource by <c>OTEL_…</c> variables where the dashboard takes telemetry; without a dashboard, nothing.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder.WithAnnotation(new OtlpExporterAnnotation(), ResourceAnnotationMutationBehavior.Replace);
}
