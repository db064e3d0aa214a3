namespace Aspire.Hosting.ApplicationModel;

/// <summary>Changes how the address of an endpoint is shown.</summary>
internal sealed record UrlForEndpointAnnotation(string EndpointName, Action<ResourceUrlAnnotation> Change) : IResourceAnnotation;
