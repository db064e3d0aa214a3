namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of a resource's state.</summary>
public class ResourceEvent
{
    internal ResourceEvent(IResource resource, CustomResourceSnapshot snapshot)
    {
        Resource = resource;
        Snapshot = snapshot;
    }

    public IResource Resource { get; }

    public string ResourceId => Resource.Name;

    public CustomResourceSnapshot Snapshot { get; }
}
