namespace MySqlRuntime.Locating;

/// <summary>
/// A folder that Debian's packages were unpacked into. Its programs run on an older Debian because its own loader starts them with its own libraries:
/// <c>ROOT/usr/lib/TRIPLET/LOADER --library-path … ROOT/usr/sbin/mysqld</c>.
/// </summary>
internal sealed record UnpackedPackages(string Root, DebianArchitecture Architecture)
{
    private static readonly string[] ProgramFolders = ["usr/sbin", "usr/bin"];

    public bool HasServer => File.Exists(Loader) && FindProgram("mysqld") is not null;

    /// <summary>The server's own files: it was built for /usr and does not find them by itself once moved.</summary>
    public IReadOnlyList<string> PathArguments =>
    [
        $"--basedir={Root}/usr",
        $"--plugin-dir={Root}/usr/lib/mysql/plugin",
        $"--lc-messages-dir={Root}/usr/share/mysql",
    ];

    private string Libraries => Path.Combine(Root, "usr/lib", Architecture.Triplet);

    private string Loader => Path.Combine(Libraries, Architecture.Loader);

    public CommandLine? Tool(string name) => FindProgram(name) is { } program
        ? new CommandLine(Loader, ["--library-path", $"{Libraries}:{Root}/usr/lib/mysql/private", program])
        : null;

    private string? FindProgram(string name) =>
        ProgramFolders.Select(folder => Path.Combine(Root, folder, name)).FirstOrDefault(File.Exists);
}
