namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource that a person may open.</summary>
/// <param name="Name">The endpoint it comes from; null for one of its own.</param>
/// <param name="IsInternal">Shown only among the details.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();

    /// <summary>Not shown: what it leads to is not there.</summary>
    public bool IsInactive { get; init; }
}
