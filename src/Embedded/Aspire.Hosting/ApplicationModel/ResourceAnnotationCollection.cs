using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What has been said about a resource, in the order it was said.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
}
