using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>What can be said of a resource once the ports are known: addresses, relationships, icon, project.</summary>
internal static class ResourceDescription
{
    public static CustomResourceSnapshot Complete(IResource resource, CustomResourceSnapshot snapshot, TimeProvider time)
    {
        var icon = resource.Annotations.OfType<ResourceIconAnnotation>().LastOrDefault();
        var project = resource.Annotations.OfType<IProjectMetadata>().LastOrDefault();
        return snapshot with
        {
            CreationTimeStamp = snapshot.CreationTimeStamp ?? time.GetUtcNow().UtcDateTime,
            Urls = [.. snapshot.Urls, .. UrlsOf(resource)],
            Relationships = [.. snapshot.Relationships, .. RelationshipsOf(resource)],
            IconName = icon?.IconName ?? snapshot.IconName,
            IconVariant = icon?.IconVariant ?? snapshot.IconVariant,
            Properties = project is null ? snapshot.Properties : With(snapshot.Properties, new ResourcePropertySnapshot("project.path", project.ProjectPath)),
        };
    }

    /// <summary>The properties with some of them added or replaced.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> With(ImmutableArray<ResourcePropertySnapshot> properties, params ResourcePropertySnapshot[] changed) =>
        [.. properties.Where(property => Array.TrueForAll(changed, other => other.Name != property.Name)), .. changed];

    private static IEnumerable<UrlSnapshot> UrlsOf(IResource resource)
    {
        if (resource is IResourceWithEndpoints owner)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                yield return UrlOf(owner, new EndpointReference(owner, endpoint.Name));
            }
        }

        foreach (var url in resource.Annotations.OfType<ResourceUrlAnnotation>())
        {
            yield return Snapshot(name: null, url);
        }
    }

    private static UrlSnapshot UrlOf(IResource owner, EndpointReference endpoint)
    {
        var shown = new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint };
        foreach (var annotation in owner.Annotations.OfType<UrlForEndpointAnnotation>().Where(annotation => string.Equals(annotation.EndpointName, endpoint.EndpointName, StringComparison.OrdinalIgnoreCase)))
        {
            annotation.Change(shown);
        }

        shown.Url = shown.Url.StartsWith('/') ? endpoint.Url + shown.Url : shown.Url;
        return Snapshot(endpoint.EndpointName, shown);
    }

    private static UrlSnapshot Snapshot(string? name, ResourceUrlAnnotation url) => new(name, url.Url, url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
    {
        DisplayProperties = new UrlDisplayPropertiesSnapshot(url.DisplayText ?? string.Empty),
    };

    private static IEnumerable<RelationshipSnapshot> RelationshipsOf(IResource resource) => resource.Annotations
        .Select(annotation => annotation switch
        {
            ResourceRelationshipAnnotation { Resource: not ParameterResource } relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type),
            WaitAnnotation wait => new RelationshipSnapshot(wait.Resource.Name, "WaitFor"),
            _ => null,
        })
        .OfType<RelationshipSnapshot>()
        .Concat(resource is IResourceWithParent child ? [new RelationshipSnapshot(child.Parent.Name, "Parent")] : [])
        .Distinct();
}
