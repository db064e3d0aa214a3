using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose endpoints others may look up by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints
{
}
