namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another, and with it.</summary>
public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}
