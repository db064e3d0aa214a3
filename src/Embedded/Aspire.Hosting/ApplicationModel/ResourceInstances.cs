using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The name each resource has in the dashboard: its own and a suffix of this run, as Aspire gives them. Telemetry joins its resource
/// when the service is called by the resource's name and the instance by the suffix.
/// </summary>
internal sealed class ResourceInstances(ResourceCatalog catalog)
{
    private const int SuffixLength = 8;

    private readonly Dictionary<string, string> suffixes = catalog.Resources.ToDictionary(
        resource => resource.Name,
        _ => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", SuffixLength),
        StringComparer.OrdinalIgnoreCase);

    public string SuffixOf(IResource resource) => suffixes[resource.Name];

    public string NameOf(IResource resource) => $"{resource.Name}-{SuffixOf(resource)}";

    /// <summary>The resource with this name, with or without its suffix; null when there is none.</summary>
    public IResource? Find(string name) => catalog.WithLifetime.FirstOrDefault(resource =>
        string.Equals(NameOf(resource), name, StringComparison.OrdinalIgnoreCase) || string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase));
}
