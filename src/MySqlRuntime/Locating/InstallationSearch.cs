namespace MySqlRuntime.Locating;

/// <summary>
/// Looks for a server that is already on this machine: what was named (and then nothing else), PATH, the unpacked packages.
/// A MariaDB or an old server on PATH is passed over, and remembered for the message should nothing else be found.
/// </summary>
internal sealed class InstallationSearch(SearchPlaces places, IServerProbe probe)
{
    /// <summary>What was passed over on PATH, in words.</summary>
    public string? PassedOver { get; private set; }

    /// <exception cref="MySqlUnavailableException">The path that was named is not a usable server.</exception>
    public async Task<MySqlInstallation?> FindAsync(CancellationToken cancellationToken) =>
        places.ExplicitPath is { } path
            ? await UseExplicitAsync(path, cancellationToken)
            : await FindOnPathAsync(cancellationToken) ?? await FindUnpackedAsync(cancellationToken);

    /// <exception cref="MySqlUnavailableException">The unpacked server does not run.</exception>
    public async Task<MySqlInstallation> UseAsync(UnpackedPackages packages, InstallationOrigin origin, CancellationToken cancellationToken)
    {
        var server = packages.Tool("mysqld") ?? throw MySqlUnavailableException.PathNotFound(packages.Root);
        var banner = await AskAsync(server, packages.Root, cancellationToken);
        return new MySqlInstallation(banner.Version, banner.Text, origin, packages.Root, packages.PathArguments, packages.Tool);
    }

    private async Task<MySqlInstallation> UseExplicitAsync(string path, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(path);
        if (places.Architecture is { } architecture && new UnpackedPackages(full, architecture) is { HasServer: true } packages)
        {
            return await UseAsync(packages, InstallationOrigin.Explicit, cancellationToken);
        }

        string[] candidates = [full, Path.Combine(full, "bin/mysqld"), Path.Combine(full, "sbin/mysqld"), Path.Combine(full, "usr/sbin/mysqld")];
        var program = candidates.FirstOrDefault(File.Exists) ?? throw MySqlUnavailableException.PathNotFound(path);
        return await UseAsync(program, InstallationOrigin.Explicit, cancellationToken);
    }

    private async Task<MySqlInstallation?> FindOnPathAsync(CancellationToken cancellationToken)
    {
        foreach (var program in places.Path.Select(folder => Path.Combine(folder, "mysqld")).Where(File.Exists))
        {
            try
            {
                return await UseAsync(program, InstallationOrigin.Path, cancellationToken);
            }
            catch (MySqlUnavailableException exception)
            {
                PassedOver = exception.Problem;
            }
        }

        return null;
    }

    private async Task<MySqlInstallation?> FindUnpackedAsync(CancellationToken cancellationToken) =>
        places.Architecture is { } architecture && Fetching.PackageCache.FindNewest(places.Cache, architecture) is { } packages
            ? await UseAsync(packages, InstallationOrigin.DebianPackages, cancellationToken)
            : null;

    private async Task<MySqlInstallation> UseAsync(string program, InstallationOrigin origin, CancellationToken cancellationToken)
    {
        var installed = new InstalledServer(program, places.Path);
        var banner = await AskAsync(new CommandLine(program), program, cancellationToken);
        return new MySqlInstallation(banner.Version, banner.Text, origin, program, installed.PathArguments, installed.Tool);
    }

    private async Task<ServerBanner> AskAsync(CommandLine server, string path, CancellationToken cancellationToken)
    {
        var answer = await probe.AskVersionAsync(server, cancellationToken);
        var banner = ServerBanner.Parse(answer.Output) ?? throw MySqlUnavailableException.NotRunnable(path, answer.LastWords());
        return banner switch
        {
            { IsMariaDb: true } => throw MySqlUnavailableException.MariaDb(path, banner.Text),
            _ when banner.Version < MySqlVersion.Oldest => throw MySqlUnavailableException.TooOld(path, banner.Version),
            _ => banner,
        };
    }
}
