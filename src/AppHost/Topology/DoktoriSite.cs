using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>The application's two services as they stand together behind an edge.</summary>
internal sealed record DoktoriSite(IResourceBuilder<ProjectResource> Api, IResourceBuilder<ProjectResource> Chat)
{
    public IEnumerable<IResourceBuilder<ProjectResource>> Services => [Api, Chat];

    /// <summary>Stands still until a deploy starts it.</summary>
    public DoktoriSite WithExplicitStart()
    {
        Api.WithExplicitStart();
        Chat.WithExplicitStart();
        return this;
    }
}
