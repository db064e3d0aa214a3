using System.Runtime.InteropServices;
using MySqlRuntime.Fetching;
using MySqlRuntime.Locating;

namespace MySqlRuntime;

/// <summary>
/// Finds a MySQL: the one that is named (argument or <c>LAB_MYSQLD</c>), else a <c>mysqld</c> of MySQL 8.0 or newer on PATH,
/// else Debian's packages unpacked in the user's cache, else fetches those.
/// </summary>
public static class MySqlLocator
{
    /// <param name="explicitPath">A mysqld, or the folder it was unpacked into; wins over <c>LAB_MYSQLD</c>.</param>
    /// <param name="progress">Told about a fetch only: nothing is reported when a MySQL is found.</param>
    /// <param name="cancellationToken">Stops the fetch; what has arrived is kept for the next one.</param>
    /// <exception cref="MySqlUnavailableException">No MySQL can be had; says why and names the ways out.</exception>
    public static async Task<MySqlInstallation> FindOrFetchAsync(
        string? explicitPath = null, IProgress<FetchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var places = SearchPlaces.OfThisMachine(explicitPath);
        var probe = new ServerProbe();
        var search = new InstallationSearch(places, probe);
        if (await search.FindAsync(cancellationToken) is { } found)
        {
            return found;
        }

        if (places.Architecture is not { } architecture)
        {
            throw MySqlUnavailableException.ArchitectureNotOffered($"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}", search.PassedOver);
        }

        var fetcher = new PackageFetcher(
            places.Cache, architecture, AptPackageSource.OfThisMachine(search.PassedOver), new DpkgUnpacker(), probe, TimeProvider.System);
        var packages = await fetcher.FetchAsync(progress ?? new Progress<FetchProgress>(), cancellationToken);
        return await search.UseAsync(packages, InstallationOrigin.DebianPackages, cancellationToken);
    }

    /// <summary>Like <see cref="FindOrFetchAsync"/>, but null instead of a fetch.</summary>
    public static Task<MySqlInstallation?> FindAsync(string? explicitPath = null, CancellationToken cancellationToken = default) =>
        new InstallationSearch(SearchPlaces.OfThisMachine(explicitPath), new ServerProbe()).FindAsync(cancellationToken);
}
