using MySqlRuntime.Locating;

namespace MySqlRuntime.Fetching;

/// <summary>
/// Fetches and unpacks Debian's MySQL into the cache. Any number of processes may try at once, and any of them may be killed:
/// <code>
/// 1 take the lock (held by the operating system, ends with the process)
/// 2 look again: another process may have finished while we waited
/// 3 plan: read the package lists, resolve the libraries
/// 4 download into fetching/packages (kept if interrupted; apt continues it)
/// 5 unpack into fetching/unpacked (never trusted: removed before each try)
/// 6 ask the unpacked server for its version
/// 7 rename fetching/unpacked to VERSION_ARCH: the one moment at which the installation comes to exist
/// </code>
/// </summary>
internal sealed class PackageFetcher(
    CacheFolder cache,
    DebianArchitecture architecture,
    IPackageSource source,
    IPackageUnpacker unpacker,
    IServerProbe probe,
    TimeProvider time)
{
    /// <summary>With less than this left, the disk is what failed.</summary>
    private const long FullDiskBytes = 30_000_000;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(100);

    private readonly string _packages = Path.Combine(cache.Fetching, "packages");
    private readonly string _unpacked = Path.Combine(cache.Fetching, "unpacked");

    public async Task<UnpackedPackages> FetchAsync(IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        cache.EnsureWritable();
        using var held = await FileLock.AcquireAsync(cache.FetchLock, time, holder => progress.Report(Waiting(holder)), cancellationToken); // 1
        if (PackageCache.FindNewest(cache, architecture) is { } found) // 2
        {
            progress.Report(new FetchProgress(FetchPhase.Done, $"MySQL is in {found.Root}"));
            return found;
        }

        RequireDiskSpace(DebianMySql.DiskBytes);
        Directory.CreateDirectory(_packages);
        var plan = await source.PlanAsync(cache.Fetching, progress, cancellationToken); // 3
        await DownloadAsync(plan, progress, cancellationToken); // 4
        await UnpackAsync(plan, progress, cancellationToken); // 5
        await VerifyAsync(progress, cancellationToken); // 6

        var folder = PackageCache.FolderOf(cache, plan.ServerVersion, architecture);
        Directory.Move(_unpacked, folder); // 7
        Directory.Delete(cache.Fetching, recursive: true);
        progress.Report(new FetchProgress(FetchPhase.Done, $"MySQL {plan.ServerVersion} is in {folder}", plan.TotalBytes, plan.TotalBytes));
        return new UnpackedPackages(folder, architecture);
    }

    private static FetchProgress Waiting(int? holder) => new(
        FetchPhase.Waiting, $"Waiting: {(holder is { } pid ? $"process {pid}" : "another process")} is fetching MySQL");

    private async Task DownloadAsync(PackagePlan plan, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        var message = $"Downloading MySQL {plan.ServerVersion} for {architecture.Name}: {plan.Packages.Count} packages";
        var download = source.DownloadAsync(plan, cache.Fetching, _packages, cancellationToken);
        do
        {
            progress.Report(new FetchProgress(FetchPhase.Downloading, message, Arrived(plan), plan.TotalBytes));
            await Task.WhenAny(download, Task.Delay(ReportEvery, time, CancellationToken.None));
        }
        while (!download.IsCompleted);

        try
        {
            await download;
        }
        catch (MySqlUnavailableException)
        {
            RequireDiskSpace(FullDiskBytes); // A full disk explains the failure better than what the downloader says.
            throw;
        }

        var missing = plan.Packages.Where(package => SizeOf(package) != package.Size).Select(package => package.FileName).ToList();
        if (missing.Count > 0)
        {
            throw MySqlUnavailableException.DownloadFailed($"incomplete: {string.Join(", ", missing)}");
        }

        progress.Report(new FetchProgress(FetchPhase.Downloading, message, plan.TotalBytes, plan.TotalBytes));
    }

    private async Task UnpackAsync(PackagePlan plan, IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        if (Directory.Exists(_unpacked))
        {
            Directory.Delete(_unpacked, recursive: true);
        }

        Directory.CreateDirectory(_unpacked);
        var done = 0L;
        foreach (var package in plan.Packages)
        {
            progress.Report(new FetchProgress(FetchPhase.Unpacking, $"Unpacking {package.Name}", done, plan.TotalBytes));
            try
            {
                await unpacker.UnpackAsync(Path.Combine(_packages, package.FileName), _unpacked, cancellationToken);
            }
            catch (MySqlUnavailableException)
            {
                RequireDiskSpace(FullDiskBytes);
                throw;
            }

            done += package.Size;
        }

        await File.WriteAllLinesAsync(
            Path.Combine(_unpacked, PackageCache.Marker), plan.Packages.Select(package => $"{package.Name} {package.Version}"), cancellationToken);
        progress.Report(new FetchProgress(FetchPhase.Unpacking, "Unpacked", done, plan.TotalBytes));
    }

    private async Task VerifyAsync(IProgress<FetchProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new FetchProgress(FetchPhase.Verifying, "Asking the unpacked server for its version"));
        var server = new UnpackedPackages(_unpacked, architecture).Tool("mysqld")
            ?? throw MySqlUnavailableException.UnpackFailed(DebianMySql.ServerPackage, "there is no mysqld in it");
        var answer = await probe.AskVersionAsync(server, cancellationToken);
        if (ServerBanner.Parse(answer.Output) is null)
        {
            throw MySqlUnavailableException.NotRunnable(server.LeadingArguments[^1], answer.LastWords());
        }
    }

    private long Arrived(PackagePlan plan) => plan.Packages.Sum(package => Math.Min(SizeOf(package), package.Size));

    private long SizeOf(DebianPackage package)
    {
        var file = new FileInfo(Path.Combine(_packages, package.FileName));
        return file.Exists ? file.Length : 0;
    }

    private void RequireDiskSpace(long bytes)
    {
        var free = new DriveInfo(cache.Root).AvailableFreeSpace;
        if (free < bytes)
        {
            throw MySqlUnavailableException.NoDiskSpace(cache.Root, DebianMySql.DiskBytes, free);
        }
    }
}
