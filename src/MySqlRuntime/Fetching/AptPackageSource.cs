using MySqlRuntime.Locating;

namespace MySqlRuntime.Fetching;

/// <summary>
/// Apt with a state of its own: its own sources, lists, status and cache folders, so that neither the machine's packages nor its apt are touched and no root is needed.
/// Apt verifies the lists by Debian's keyring and every package by the lists.
/// </summary>
internal sealed class AptPackageSource(IReadOnlyList<string> mirrors, string keyring, string? alsoSeen) : IPackageSource
{
    /// <summary>By either name, according to the Debian release.</summary>
    private static readonly string[] DebianKeyrings = ["/usr/share/keyrings/debian-archive-keyring.pgp", "/usr/share/keyrings/debian-archive-keyring.gpg"];

    private const string AptGet = "apt-get";

    private static readonly string? Flock = new[] { "/usr/bin/flock", "/bin/flock" }.FirstOrDefault(File.Exists);

    /// <param name="alsoSeen">A server that was passed over: named in the messages, for it is what a user would wonder about.</param>
    public static AptPackageSource OfThisMachine(string? alsoSeen) => new(
        DebianMirrors.OfThisMachine(), DebianKeyrings.FirstOrDefault(File.Exists) ?? DebianKeyrings[^1], alsoSeen);

    public async Task<PackagePlan> PlanAsync(string folder, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        if (await ExternalProgram.RunAsync(new CommandLine(AptGet).ToStartInfo("--version"), cancellationToken) is null)
        {
            throw MySqlUnavailableException.NoApt(AptGet, alsoSeen);
        }

        if (!File.Exists(keyring))
        {
            throw MySqlUnavailableException.NoKeyring(keyring, alsoSeen);
        }

        var state = new AptState(folder);
        await UpdateAsync(state, progress, cancellationToken);
        var result = await RunAsync(
            state, folder, ["-qq", "--yes", "--print-uris", "install", DebianMySql.ServerPackage, DebianMySql.ClientPackage], cancellationToken);
        var packages = AptUriList.Parse(result.Output).Where(package => DebianMySql.IsNeeded(package.Name)).ToList();
        return result.Succeeded && packages.Any(package => package.Name == DebianMySql.ServerPackage)
            ? new PackagePlan(packages)
            : throw MySqlUnavailableException.PackagesNotOffered(
                $"{DebianMySql.ServerPackage} and {DebianMySql.ClientPackage}",
                DebianArchitecture.OfThisProcess?.Name ?? "this architecture",
                result.LastWords());
    }

    public async Task DownloadAsync(PackagePlan plan, string folder, string target, CancellationToken cancellationToken)
    {
        // apt-get download checks what is in the folder already by its hash, keeps whole files and continues partial ones.
        var result = await RunAsync(
            new AptState(folder), target, ["-q", "download", .. plan.Packages.Select(package => $"{package.Name}={package.Version}")], cancellationToken);
        if (!result.Succeeded)
        {
            throw MySqlUnavailableException.DownloadFailed(result.LastWords());
        }
    }

    private async Task UpdateAsync(AptState state, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        var lastWords = "";
        foreach (var mirror in mirrors)
        {
            progress.Report(new FetchProgress(FetchPhase.ReadingPackageLists, $"Reading Debian's package lists from {DebianMirrors.Display(mirror)}"));
            state.Write(mirror, keyring);
            var result = await RunAsync(state, state.Folder, ["-q", "update"], cancellationToken);
            if (result.Succeeded && state.HasLists)
            {
                return;
            }

            lastWords = result.LastWords();
        }

        throw MySqlUnavailableException.MirrorUnreachable(mirrors.Select(DebianMirrors.Display), lastWords);
    }

    private static CommandLine Locked(AptState state) =>
        Flock is null ? new CommandLine(AptGet) : new CommandLine(Flock, [state.RunLock, AptGet]);

    private async Task<ProgramResult> RunAsync(AptState state, string workingDirectory, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var startInfo = Locked(state).ToStartInfo(["-c", state.ConfigurationFile, .. arguments]);
        startInfo.WorkingDirectory = workingDirectory;
        startInfo.Environment["LC_ALL"] = "C";
        startInfo.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return await ExternalProgram.RunAsync(startInfo, cancellationToken) ?? throw MySqlUnavailableException.NoApt(AptGet, alsoSeen);
    }
}
