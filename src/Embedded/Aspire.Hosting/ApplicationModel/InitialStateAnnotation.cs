namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource before anything has happened.</summary>
internal sealed record InitialStateAnnotation(CustomResourceSnapshot Snapshot) : IResourceAnnotation;
