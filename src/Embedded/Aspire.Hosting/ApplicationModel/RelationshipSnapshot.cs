namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a resource belongs to another.</summary>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
