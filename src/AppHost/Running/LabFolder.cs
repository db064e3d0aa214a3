namespace AppHost.Running;

/// <summary>
/// The folder of one run: logs, MySQL data, the proxy's table, the console pipe. For this user only, removed at the end.
/// A run holds a lock beside its folder for as long as it lives, however it dies; a folder whose lock is free is a dead run's and is removed by the next one.
/// </summary>
internal sealed class LabFolder : IDisposable
{
    private const UnixFileMode OnlyThisUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream held;

    private LabFolder(string path, FileStream held)
    {
        Path = path;
        this.held = held;
        Logs = CreatePrivate(System.IO.Path.Combine(path, "logs"));
        Temporary = CreatePrivate(System.IO.Path.Combine(path, "tmp"));
    }

    public string Path { get; }

    public string Logs { get; }

    /// <summary>
    /// TMPDIR of the rehearsal and the runbooks: what they put down for a moment are tokens and passwords, and one that is killed cannot take them away.
    /// </summary>
    public string Temporary { get; }

    /// <summary>Set when the logs are worth keeping: until the next run, which removes what dead runs left.</summary>
    public bool KeepsLogs { get; set; }

    public static string DefaultRoot => System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"doktori-lab-{Environment.UserName}");

    public static LabFolder Create(string root)
    {
        CreatePrivate(root);
        RemoveDeadRuns(root);
        var path = System.IO.Path.Combine(root, System.IO.Path.GetRandomFileName().Replace(".", string.Empty, StringComparison.Ordinal));

        // The lock first: from its first moment on, the folder is a living run's.
        var held = TryLock(path) ?? throw new IOException($"'{path}.lock' is held by another process.");
        CreatePrivate(path);
        return new LabFolder(path, held);
    }

    /// <summary>Whether the run that the folder belongs to still lives.</summary>
    public static bool IsAlive(string folder)
    {
        if (!File.Exists($"{folder}.lock"))
        {
            return false;
        }

        using var dead = TryLock(folder);
        return dead is null;
    }

    /// <summary>Whether the folder was that of a run of this user which lives no more.</summary>
    public static bool IsDead(string folder) => System.IO.Path.GetDirectoryName(folder) == DefaultRoot && !IsAlive(folder);

    public void Dispose()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Path).Where(folder => !KeepsLogs || folder != Logs).ToList())
            {
                Directory.Delete(folder, recursive: true);
            }

            if (!KeepsLogs)
            {
                Directory.Delete(Path, recursive: true);
                File.Delete($"{Path}.lock");
            }
        }
        catch (IOException)
        {
            // Aspire itself may return from stopping while a server still writes there; the next run removes it as a dead run's.
        }

        held.Dispose();
    }

    private static void RemoveDeadRuns(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            using var dead = TryLock(folder);
            if (dead is null)
            {
                continue;
            }

            try
            {
                Directory.Delete(folder, recursive: true);
                File.Delete($"{folder}.lock");
            }
            catch (IOException)
            {
                // A server of a run that has just been killed may still write there; the next run tries again.
            }
        }
    }

    private static FileStream? TryLock(string folder)
    {
        try
        {
            return new FileStream($"{folder}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string CreatePrivate(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path).FullName
        : Directory.CreateDirectory(path, OnlyThisUser).FullName;
}
