namespace Aspire.Hosting.ApplicationModel;

/// <summary>What Aspire runs as a container; here a native process takes its place, or the client of a container.</summary>
public class ContainerResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal ContainerResource(string name)
        : base(name)
    {
    }
}
