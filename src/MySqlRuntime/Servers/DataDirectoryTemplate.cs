using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MySqlRuntime.Servers;

/// <summary>
/// An initialised, empty data directory per installation in the cache. It is made in a folder of its own and renamed when it is whole;
/// root has no password in it, so it is never started as it is. Its auto.cnf is removed: every copy must get a server UUID of its own.
/// </summary>
internal sealed class DataDirectoryTemplate(MySqlInstallation installation, CacheFolder cache, TimeProvider time)
{
    /// <summary>Raised when the options below change, so that old templates are not used any more.</summary>
    private const int Generation = 1;

    private const string Unfinished = ".unfinished-";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>A template is copied often and the log grows in use.</summary>
    private static readonly string[] SmallRedoLog = ["--innodb-redo-log-capacity=32M"];

    public string Folder => Path.Combine(cache.Templates, string.Create(CultureInfo.InvariantCulture, $"{installation.Version}-{Fingerprint()}"));

    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(Folder))
        {
            return Folder;
        }

        cache.EnsureWritable();
        using var held = await FileLock.AcquireAsync($"{Folder}.lock", time, _ => { }, cancellationToken);
        if (!Directory.Exists(Folder))
        {
            RemoveUnfinished();
            // A name of this process's own: a server that a killed process left initialising must not meet ours.
            var unfinished = string.Create(CultureInfo.InvariantCulture, $"{Folder}{Unfinished}{Environment.ProcessId}");
            await InitialiseAsync(unfinished, cancellationToken);
            Directory.Move(unfinished, Folder);
        }

        return Folder;
    }

    private void RemoveUnfinished()
    {
        foreach (var left in Directory.EnumerateDirectories(cache.Templates, $"{Path.GetFileName(Folder)}{Unfinished}*"))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    private async Task InitialiseAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var errorLog = $"{folder}.log";
        string[] arguments =
        [
            "--no-defaults",
            .. ServerArguments.RunAsRoot(),
            .. installation.PathArguments,
            "--initialize-insecure",
            $"--datadir={folder}",
            $"--log-error={errorLog}",
            "--skip-log-bin",
            .. installation.Version.IsAtLeast(8, 0, 30) ? SmallRedoLog : [],
        ];
        var server = installation.Tool("mysqld");
        ProgramResult? result;
        try
        {
            result = await ExternalProgram.RunAsync(server.ToStartInfo(arguments), either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MySqlServerStartException($"{installation} did not initialise a data directory within {Deadline}.", exception);
        }

        if (result is not { ExitCode: 0 })
        {
            var words = ServerErrorLog.Tail(errorLog) is { Length: > 0 } log ? log : result?.LastWords() ?? "it could not be started";
            throw new MySqlServerStartException($"{installation} could not initialise a data directory:\n{words}");
        }

        File.Delete(errorLog);
        File.Delete(Path.Combine(folder, "auto.cnf"));
    }

    private string Fingerprint()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Generation}\n{installation.Location}\n{installation.Banner}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}
