using MySqlRuntime.Fetching;

namespace MySqlRuntime.Tests.Fetching;

/// <summary>A mirror and an unpacker in one: counts what is asked of it, and fails where a test wants it to.</summary>
internal sealed class FakePackages : IPackageSource, IPackageUnpacker
{
    public static readonly DebianPackage Server = new("mysql-server-core", "9.7.4-2", "mysql-server-core_9.7.4-2_amd64.deb", 6);
    public static readonly DebianPackage Library = new("libc6", "2.43-7", "libc6_2.43-7_amd64.deb", 4);

    private int _downloads;

    public int Downloads => _downloads;

    /// <summary>Files that were whole in the download folder when the download began.</summary>
    public List<string> FoundAlready { get; } = [];

    public TaskCompletionSource Downloading { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task DownloadMayGoOn { get; init; } = Task.CompletedTask;

    /// <summary>Bytes of the server package that arrive.</summary>
    public int Arriving { get; init; } = (int)Server.Size;

    public Exception? PlanFails { get; init; }

    public Exception? UnpackFails { get; init; }

    public Task<PackagePlan> PlanAsync(string folder, IProgress<FetchProgress> progress, CancellationToken cancellationToken) =>
        PlanFails is null ? Task.FromResult(new PackagePlan([Library, Server])) : Task.FromException<PackagePlan>(PlanFails);

    public async Task DownloadAsync(PackagePlan plan, string folder, string target, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _downloads);
        FoundAlready.AddRange(plan.Packages.Where(package => new FileInfo(Path.Combine(target, package.FileName)) is { Exists: true } file && file.Length == package.Size).Select(package => package.Name));
        await File.WriteAllBytesAsync(Path.Combine(target, Library.FileName), new byte[Library.Size], cancellationToken);
        Downloading.TrySetResult();
        await DownloadMayGoOn.WaitAsync(cancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(target, Server.FileName), new byte[Arriving], cancellationToken);
    }

    public Task UnpackAsync(string packageFile, string root, CancellationToken cancellationToken)
    {
        if (UnpackFails is not null)
        {
            return Task.FromException(UnpackFails);
        }

        string[] files = packageFile.EndsWith(Server.FileName, StringComparison.Ordinal)
            ? ["usr/sbin/mysqld"]
            : ["usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"];
        foreach (var file in files.Select(file => Path.Combine(root, file)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "");
        }

        return Task.CompletedTask;
    }
}
