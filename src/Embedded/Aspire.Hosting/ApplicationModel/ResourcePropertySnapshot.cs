namespace Aspire.Hosting.ApplicationModel;

/// <summary>A fact about a resource, such as <c>executable.pid</c>.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    public bool IsSensitive { get; init; }
}
