using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource is about to start; it starts when every handler has returned.</summary>
public class BeforeResourceStartedEvent : IDistributedApplicationResourceEvent
{
    internal BeforeResourceStartedEvent(IResource resource, IServiceProvider services)
    {
        Resource = resource;
        Services = services;
    }

    public IResource Resource { get; }

    public IServiceProvider Services { get; }
}
