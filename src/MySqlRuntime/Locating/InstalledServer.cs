namespace MySqlRuntime.Locating;

/// <summary>A mysqld that runs as it is: from a distribution's package, or from an unpacked tarball (<c>BASE/bin/mysqld</c>).</summary>
internal sealed record InstalledServer(string ServerProgram, IReadOnlyList<string> SearchPath)
{
    /// <summary>A tarball's server was built for /usr/local/mysql; a distribution's knows its folders.</summary>
    public IReadOnlyList<string> PathArguments
    {
        get
        {
            var baseDirectory = Path.GetDirectoryName(Path.GetDirectoryName(ServerProgram))!;
            var isTarball = Directory.Exists(Path.Combine(baseDirectory, "lib/plugin")) && Directory.Exists(Path.Combine(baseDirectory, "share"));
            return isTarball ? [$"--basedir={baseDirectory}"] : [];
        }
    }

    public CommandLine? Tool(string name) => name == "mysqld"
        ? new CommandLine(ServerProgram)
        : Neighbours().Concat(SearchPath).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } program
            ? new CommandLine(program)
            : null;

    private IEnumerable<string> Neighbours()
    {
        var folder = Path.GetDirectoryName(ServerProgram)!;
        return [folder, Path.Combine(folder, "../bin")];
    }
}
