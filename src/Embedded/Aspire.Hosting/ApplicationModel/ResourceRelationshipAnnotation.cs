namespace Aspire.Hosting.ApplicationModel;

/// <summary>How this resource belongs to another, such as <c>Parent</c>.</summary>
internal sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}
