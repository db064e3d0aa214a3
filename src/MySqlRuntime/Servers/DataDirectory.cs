namespace MySqlRuntime.Servers;

/// <summary>Makes a server's data directory, copied from an initialised template: initialising takes seconds, copying does not.</summary>
public static class DataDirectory
{
    /// <summary>Nothing happens when the folder holds a server's data already.</summary>
    /// <exception cref="MySqlServerStartException">The template could not be initialised.</exception>
    public static Task PrepareAsync(MySqlInstallation installation, string dataDirectory, CancellationToken cancellationToken) =>
        PrepareAsync(installation, dataDirectory, CacheFolder.OfThisUser(), cancellationToken);

    internal static async Task PrepareAsync(MySqlInstallation installation, string dataDirectory, CacheFolder cache, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(dataDirectory, "mysql.ibd")))
        {
            var template = await new DataDirectoryTemplate(installation, cache, TimeProvider.System).EnsureAsync(cancellationToken);
            await Task.Run(() => Copy(template, dataDirectory, cancellationToken), cancellationToken);
        }

        Directory.CreateDirectory(Path.Combine(dataDirectory, ServerArguments.TemporaryFolder));
        await File.WriteAllTextAsync(Path.Combine(dataDirectory, ServerArguments.OptionFile), "", cancellationToken);
    }

    private static void Copy(string template, string target, CancellationToken cancellationToken)
    {
        CreateForThisUser(target);
        foreach (var folder in Directory.EnumerateDirectories(template, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(template, folder)));
        }

        // mysql.ibd last: its presence is what says that the copy is whole.
        foreach (var file in Directory.EnumerateFiles(template, "*", SearchOption.AllDirectories).OrderBy(file => Path.GetFileName(file) == "mysql.ibd"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(template, file)), overwrite: true);
        }
    }

    private static void CreateForThisUser(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
