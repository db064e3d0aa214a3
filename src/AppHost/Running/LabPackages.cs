namespace AppHost.Running;

/// <summary>The package set the host was built with (MSBuild property <c>LabPackages</c>).</summary>
internal static class LabPackages
{
    private const string Key = "LabPackages";

    /// <summary>Everything is a child process; with the full set, Aspire itself runs the lab, and MySQL in containers.</summary>
    public static bool AreEmbedded { get; } = BuildMetadata.Find(Key) is "embedded";

    /// <summary>
    /// Aspire's own command <c>rebuild</c> builds a project: of the set this host was built with, which it learns from the environment, and without the
    /// projects it shares with others, which may be running or being built beside it. All of them were built with the host.
    /// </summary>
    public static void TellChildren()
    {
        if (!AreEmbedded)
        {
            Environment.SetEnvironmentVariable("BuildProjectReferences", "false");
            foreach (var property in new[] { Key, "AspireVersion", "AspireSdkVersion", "NBomberVersion" })
            {
                Environment.SetEnvironmentVariable(property, BuildMetadata.Find(property));
            }
        }
    }
}
