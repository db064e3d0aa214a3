namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET project, run as it was built.</summary>
public class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
}
