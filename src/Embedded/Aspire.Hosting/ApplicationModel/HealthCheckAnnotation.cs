namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a registered health check that tells whether the resource is healthy.</summary>
internal sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
