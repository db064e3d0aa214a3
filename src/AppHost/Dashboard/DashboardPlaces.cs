using System.Runtime.InteropServices;

namespace AppHost.Dashboard;

/// <summary>Where the dashboard's program may be. The first that exists counts.</summary>
/// <param name="Cache">The lab's own: <c>$XDG_CACHE_HOME/doktori-lab/dashboard</c> or <c>~/.cache/doktori-lab/dashboard</c>.</param>
/// <param name="Explicit"><c>LAB_DASHBOARD</c>: the program <c>aspire-managed</c>, or the folder it is in.</param>
/// <param name="SearchPath">Where an installed <c>aspire</c> may be; its dashboard is unpacked beside it.</param>
internal sealed record DashboardPlaces(string Cache, string? Explicit, string Home, string SearchPath)
{
    public const string Version = "13.5.4";
    private const string Program = "aspire-managed";

    public static DashboardPlaces OfThisUser()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var cache = Path.IsPathRooted(xdg) ? xdg : Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), ".cache");
        return new DashboardPlaces(
            Path.Combine(cache, "doktori-lab", "dashboard"),
            Environment.GetEnvironmentVariable("LAB_DASHBOARD"),
            home,
            Environment.GetEnvironmentVariable("PATH") ?? string.Empty);
    }

    /// <summary>The folder of the version this lab was tried with, on this kind of machine.</summary>
    public string Installed => Path.Combine(Cache, $"{Version}_{RuntimeInformation.RuntimeIdentifier}");

    /// <summary>The program; null when it is nowhere.</summary>
    /// <exception cref="DashboardUnavailableException"><c>LAB_DASHBOARD</c> names what is not there.</exception>
    public string? Find()
    {
        if (!string.IsNullOrEmpty(Explicit))
        {
            string[] named = [Explicit, Path.Combine(Explicit, Program)];
            return named.FirstOrDefault(File.Exists)
                ?? throw new DashboardUnavailableException($"LAB_DASHBOARD is '{Explicit}', but there is neither such a file nor one named {Program} in such a folder.");
        }

        return Candidates().FirstOrDefault(File.Exists);
    }

    private IEnumerable<string> Candidates()
    {
        yield return Path.Combine(Installed, Program);
        foreach (var folder in SearchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.Combine(folder, Program);
            var cli = new FileInfo(Path.Combine(folder, "aspire"));
            if (cli.Exists && (cli.ResolveLinkTarget(returnFinalTarget: true) ?? cli).FullName is var real)
            {
                yield return Path.Combine(Path.GetDirectoryName(real)!, "..", "bundle", "managed", Program);
            }
        }

        yield return Path.Combine(Home, ".aspire", "bundle", "managed", Program);
    }
}
