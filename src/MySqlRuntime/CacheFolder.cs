namespace MySqlRuntime;

/// <summary>
/// The user's cache, <c>$XDG_CACHE_HOME/doktori-lab/mysql</c> or <c>~/.cache/doktori-lab/mysql</c>. Everything in it can be deleted at any time a lab is not running:
/// <c>VERSION_ARCH/</c> unpacked packages · <c>templates/</c> initialised data directories · <c>fetching/</c> a fetch under way · <c>*.lock</c>.
/// </summary>
internal sealed record CacheFolder(string Root)
{
    public string Fetching => Path.Combine(Root, "fetching");

    public string FetchLock => Path.Combine(Root, "fetch.lock");

    public string Templates => Path.Combine(Root, "templates");

    public static CacheFolder OfThisUser()
    {
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        // The specification says that a relative XDG_CACHE_HOME is to be ignored. A user without a home (a bare container) gets the temporary folder.
        var cache = !string.IsNullOrEmpty(xdg) && Path.IsPathRooted(xdg) ? xdg
            : home.Length > 0 ? Path.Combine(home, ".cache")
            : Path.Combine(Path.GetTempPath(), $"cache-{Environment.UserName}");
        return new CacheFolder(Path.Combine(cache, "doktori-lab", "mysql"));
    }

    /// <summary>Creates the folder.</summary>
    /// <exception cref="MySqlUnavailableException">It cannot be created or written to.</exception>
    public void EnsureWritable()
    {
        try
        {
            Directory.CreateDirectory(Root);
            var trial = Path.Combine(Root, $".writable-{Environment.ProcessId}");
            File.WriteAllText(trial, "");
            File.Delete(trial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw MySqlUnavailableException.CacheUnwritable(Root, exception.Message);
        }
    }
}
