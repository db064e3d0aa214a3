namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address shown for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>Absolute; a change made by <c>WithUrlForEndpoint</c> may be a path on the endpoint, such as <c>/docs</c>.</summary>
    public required string Url { get; set; }

    public string? DisplayText { get; set; }

    public EndpointReference? Endpoint { get; init; }

    public UrlDisplayLocation DisplayLocation { get; set; }
}
