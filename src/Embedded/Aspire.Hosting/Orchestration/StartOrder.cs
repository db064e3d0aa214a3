using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Who waits for whom. A resource inside another waits for it as well.</summary>
internal sealed class StartOrder
{
    private readonly IReadOnlyList<IResource> resources;

    public StartOrder(IEnumerable<IResource> resources)
    {
        this.resources = [.. resources];
        if (FindCycle() is { } cycle)
        {
            throw new DistributedApplicationException($"Resources wait for each other in a circle: {string.Join(" → ", cycle.Select(resource => resource.Name))}.");
        }
    }

    /// <summary>What <paramref name="resource"/> waits for before it starts.</summary>
    public static IReadOnlyList<WaitAnnotation> WaitsOf(IResource resource) =>
    [
        .. resource.Annotations.OfType<WaitAnnotation>(),
        .. resource is IResourceWithParent child ? [new WaitAnnotation(child.Parent, WaitType.WaitUntilHealthy)] : Array.Empty<WaitAnnotation>(),
    ];

    /// <summary>What must have stopped before <paramref name="resource"/> may stop.</summary>
    public IReadOnlyList<IResource> DependentsOf(IResource resource) =>
        [.. resources.Where(other => WaitsOf(other).Any(wait => ReferenceEquals(wait.Resource, resource)))];

    private List<IResource>? FindCycle()
    {
        var safe = new HashSet<IResource>();
        return resources.Select(resource => FindCycle(resource, [], safe)).FirstOrDefault(cycle => cycle is not null);
    }

    private static List<IResource>? FindCycle(IResource resource, List<IResource> path, HashSet<IResource> safe)
    {
        if (path.IndexOf(resource) is var start && start >= 0)
        {
            return [.. path[start..], resource];
        }

        if (safe.Contains(resource))
        {
            return null;
        }

        path.Add(resource);
        var cycle = WaitsOf(resource).Select(wait => FindCycle(wait.Resource, path, safe)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        safe.Add(resource);
        return cycle;
    }
}
