using MySqlRuntime.Locating;

namespace MySqlRuntime.Fetching;

/// <summary>The unpacked packages in the cache, one folder per version and architecture. A folder without its marker was never finished.</summary>
internal static class PackageCache
{
    /// <summary>Written last, before the folder gets its name; lists the packages and their versions.</summary>
    public const string Marker = "packages.txt";

    public static string FolderOf(CacheFolder cache, string version, DebianArchitecture architecture) => Path.Combine(cache.Root, $"{version}_{architecture.Name}");

    public static UnpackedPackages? FindNewest(CacheFolder cache, DebianArchitecture architecture)
    {
        if (!Directory.Exists(cache.Root))
        {
            return null;
        }

        return Directory.EnumerateDirectories(cache.Root, $"*_{architecture.Name}")
            .Where(folder => File.Exists(Path.Combine(folder, Marker)))
            .Select(folder => (Packages: new UnpackedPackages(folder, architecture), IsVersion: MySqlVersion.TryParse(Path.GetFileName(folder), out var version), Version: version))
            .Where(candidate => candidate.IsVersion && candidate.Packages.HasServer)
            .OrderByDescending(candidate => candidate.Version)
            .ThenByDescending(candidate => candidate.Packages.Root, StringComparer.Ordinal)
            .Select(candidate => candidate.Packages)
            .FirstOrDefault();
    }
}
