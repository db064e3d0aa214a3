namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is told where to send its telemetry.</summary>
internal sealed class OtlpExporterAnnotation : IResourceAnnotation
{
}
