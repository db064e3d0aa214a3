namespace Aspire.Hosting.ApplicationModel;

/// <summary>Every resource of the application, in the order it was added.</summary>
internal sealed class ResourceCatalog(IReadOnlyList<IResource> resources)
{
    public IReadOnlyList<IResource> Resources { get; } = resources;

    /// <summary>The resources that start and end; parameters only have a value.</summary>
    public IEnumerable<IResource> WithLifetime => Resources.Where(resource => resource is not ParameterResource);

    public IResource Find(string name) => Resources.FirstOrDefault(resource => string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new DistributedApplicationException($"There is no resource named '{name}'; there are: {string.Join(", ", WithLifetime.Select(resource => resource.Name))}.");
}
