using System.Reflection;

namespace AppHost.Running;

/// <summary>What the build wrote into this program (<c>AssemblyMetadata</c> in AppHost.csproj).</summary>
internal static class BuildMetadata
{
    public static string? Find(string key) => typeof(BuildMetadata).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => attribute.Key == key)?.Value;
}
