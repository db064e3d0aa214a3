namespace MySqlRuntime.Locating;

/// <summary>Where to look for a server: what was named, PATH, and the cache of unpacked packages.</summary>
internal sealed record SearchPlaces(string? ExplicitPath, IReadOnlyList<string> Path, CacheFolder Cache, DebianArchitecture? Architecture)
{
    /// <summary>A server is often installed where only root's PATH looks.</summary>
    private static readonly string[] AdministratorFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>This process's places; an explicit path wins over <c>LAB_MYSQLD</c>.</summary>
    public static SearchPlaces OfThisMachine(string? explicitPath)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return new SearchPlaces(
            NullIfEmpty(explicitPath) ?? NullIfEmpty(Environment.GetEnvironmentVariable("LAB_MYSQLD")),
            [.. path.Concat(AdministratorFolders).Distinct()],
            CacheFolder.OfThisUser(),
            DebianArchitecture.OfThisProcess);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
