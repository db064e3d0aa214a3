namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside a <typeparamref name="T"/>, and with it.</summary>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
