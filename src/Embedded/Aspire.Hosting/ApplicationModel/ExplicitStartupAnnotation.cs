namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource waits to be started by hand.</summary>
internal sealed class ExplicitStartupAnnotation : IResourceAnnotation
{
}
