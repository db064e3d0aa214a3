using AppHost.CommandLine;
using MySqlRuntime;
using MySqlRuntime.Containers;
using MySqlRuntime.Fetching;

namespace AppHost.Running;

/// <summary>Who runs the MySQL servers.</summary>
/// <param name="Installation">The native MySQL; null when containers bring theirs.</param>
/// <param name="IsExecutable">As executable resources, which every package set has.</param>
internal sealed record LabMySql(MySqlInstallation? Installation, bool IsExecutable)
{
    /// <summary>What the embedded set's containers are made of; null for native servers, and for Aspire's containers.</summary>
    public MySqlImage? Image { get; init; }

    /// <summary>Aspire's containers have a network of their own, in which the servers meet by name; those of the embedded set share the host's.</summary>
    public bool HasOwnNetwork => Installation is null && Image is null;

    /// <summary>Nothing is started or written for it, but for what has to be fetched.</summary>
    /// <exception cref="MySqlUnavailableException">No MySQL can be had.</exception>
    public static async Task<LabMySql> FindAsync(LabOptions options, IProgress<FetchProgress> progress, CancellationToken cancellation) => options.MySql switch
    {
        MySqlChoice.Native => new LabMySql(await MySqlLocator.FindOrFetchAsync(options.MySqlPath, progress, cancellation), IsExecutable: true),
        _ when !LabPackages.AreEmbedded => new LabMySql(Installation: null, IsExecutable: false),
        MySqlChoice.Container => new LabMySql(Installation: null, IsExecutable: false) { Image = await MySqlImage.PrepareAsync(options.MySqlImage, progress, cancellation) },
        _ => new LabMySql(await MySqlLocator.FindOrFetchAsync(options.MySqlPath, progress, cancellation), IsExecutable: false),
    };
}
