namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource that a person may open.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
