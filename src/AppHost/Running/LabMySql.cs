using AppHost.CommandLine;
using MySqlRuntime;
using MySqlRuntime.Fetching;

namespace AppHost.Running;

/// <summary>Who runs the MySQL servers.</summary>
/// <param name="Installation">The native MySQL; null when containers bring theirs.</param>
/// <param name="IsExecutable">As executable resources, which every package set has.</param>
internal sealed record LabMySql(MySqlInstallation? Installation, bool IsExecutable)
{
    public bool IsContainer => Installation is null;

    /// <exception cref="MySqlUnavailableException">No MySQL can be had.</exception>
    public static async Task<LabMySql> FindAsync(LabOptions options, IProgress<FetchProgress> progress, CancellationToken cancellation) =>
        options.RunsMySqlAsExecutable || LabPackages.AreEmbedded
            ? new LabMySql(await MySqlLocator.FindOrFetchAsync(options.MySqlPath, progress, cancellation), options.RunsMySqlAsExecutable)
            : new LabMySql(Installation: null, IsExecutable: false);
}
