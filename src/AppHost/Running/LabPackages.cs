using System.Reflection;

namespace AppHost.Running;

/// <summary>The package set the host was built with (MSBuild property <c>LabPackages</c>).</summary>
internal static class LabPackages
{
    /// <summary>Everything is a child process; with the full set, Aspire itself runs the lab, and MySQL in containers.</summary>
    public static bool AreEmbedded { get; } = typeof(LabPackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Any(attribute => attribute is { Key: "LabPackages", Value: "embedded" });
}
