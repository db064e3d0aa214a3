using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>Everything that the migration moves, and where it moves it.</summary>
/// <param name="Blue">The services as they run before the deploy.</param>
/// <param name="Green">The same place, the new version; not started.</param>
/// <param name="Vpc">The services in the new place.</param>
internal sealed record MigrationTopology(
    MySqlServer Source,
    MySqlServer Target,
    IResourceBuilder<ProjectResource> Proxy,
    DoktoriSite Blue,
    DoktoriSite Green,
    DoktoriSite Vpc,
    IResourceBuilder<ProjectResource> OldEdge,
    IResourceBuilder<ProjectResource> NewEdge,
    IResourceBuilder<ProjectResource> Dns,
    EdgeNetwork Network);
