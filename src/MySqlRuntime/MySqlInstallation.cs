namespace MySqlRuntime;

/// <summary>A MySQL that can be started: its version, where it was found and how its programs are called.</summary>
public sealed class MySqlInstallation
{
    private readonly Func<string, CommandLine?> _tools;

    internal MySqlInstallation(
        MySqlVersion version,
        string banner,
        InstallationOrigin origin,
        string location,
        IReadOnlyList<string> pathArguments,
        Func<string, CommandLine?> tools)
    {
        Version = version;
        Banner = banner;
        Origin = origin;
        Location = location;
        PathArguments = pathArguments;
        _tools = tools;
    }

    public MySqlVersion Version { get; }

    /// <summary>What <c>mysqld --version</c> said, for reports.</summary>
    public string Banner { get; }

    public InstallationOrigin Origin { get; }

    /// <summary>The server program, or the folder the packages were unpacked into.</summary>
    public string Location { get; }

    /// <summary>mysqld options that tell a moved installation where its own files are; empty for an installed one.</summary>
    public IReadOnlyList<string> PathArguments { get; }

    /// <summary>How to call <c>mysqld</c>, <c>mysqldump</c>, <c>mysql</c> or another program of this installation.</summary>
    /// <exception cref="MySqlUnavailableException">This installation does not have the program.</exception>
    public CommandLine Tool(string name) => _tools(name) ?? throw MySqlUnavailableException.ToolMissing(name, this);

    public override string ToString() => $"MySQL {Version} ({Origin}: {Location})";
}
