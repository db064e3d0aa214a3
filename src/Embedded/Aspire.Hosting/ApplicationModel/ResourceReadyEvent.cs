using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource runs and is healthy; what waits for it starts when every handler has returned.</summary>
public class ResourceReadyEvent : IDistributedApplicationResourceEvent
{
    internal ResourceReadyEvent(IResource resource, IServiceProvider services)
    {
        Resource = resource;
        Services = services;
    }

    public IResource Resource { get; }

    public IServiceProvider Services { get; }
}
