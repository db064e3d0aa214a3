using System.Globalization;

namespace MySqlRuntime.Servers;

/// <summary>The options of a lab server: durable and logging as production is, small in memory, and without an option its version does not know.</summary>
public static class ServerArguments
{
    /// <summary>Relative to the data directory, which the server enters: a socket's absolute path may have 107 bytes only.</summary>
    public const string SocketFile = "mysql.sock";

    /// <summary>Empty: the machine's own option files are none of the lab's.</summary>
    public const string OptionFile = "#lab_my.cnf";

    public const string PidFile = "mysqld.pid";

    public const string ErrorLogFile = "error.log";

    /// <summary>On-disk temporary tables; not the user's TMPDIR, which may be small, gone, or another user's.</summary>
    public const string TemporaryFolder = "#lab_tmp";

    /// <param name="installation">Decides which options exist.</param>
    /// <param name="options">A port of 0 must have been replaced by a free one.</param>
    /// <param name="initFile">Statements to run before the first connection, or null.</param>
    public static IReadOnlyList<string> Build(MySqlInstallation installation, MySqlServerOptions options, string? initFile)
    {
        var data = options.DataDirectory;
        return
        [
            // Not --no-defaults: that would ignore what SET PERSIST has written, too.
            $"--defaults-file={Path.Combine(data, OptionFile)}",
            .. RunAsRoot(),
            .. installation.PathArguments,
            $"--datadir={data}",
            $"--tmpdir={Path.Combine(data, TemporaryFolder)}",
            $"--socket={SocketFile}",
            $"--pid-file={PidFile}",
            $"--log-error={ErrorLogFile}",
            .. initFile is null ? Enumerable.Empty<string>() : [$"--init-file={initFile}"],
            .. Common(installation.Version, options),
        ];
    }

    /// <summary>The same server in a container: where its files are and who it runs as is the image's affair, and its error log goes to standard error.</summary>
    internal static IReadOnlyList<string> BuildForContainer(MySqlVersion version, MySqlServerOptions options) => [.. Common(version, options)];

    /// <summary>mysqld refuses to run as root unless told to.</summary>
    internal static IReadOnlyList<string> RunAsRoot() => Environment.IsPrivilegedProcess ? ["--user=root"] : [];

    private static IEnumerable<string> Common(MySqlVersion version, MySqlServerOptions options) =>
    [
        "--log-error-verbosity=2",
        "--secure-file-priv=NULL",
        "--mysqlx=OFF",
        "--bind-address=127.0.0.1",
        Invariant($"--port={options.Port}"),
        "--skip-name-resolve",
        .. Replication(version, options),
        .. Durability(),
        .. Memory(version),
        .. options.ExtraArguments,
    ];

    private static IEnumerable<string> Replication(MySqlVersion version, MySqlServerOptions options)
    {
        yield return Invariant($"--server-id={options.ServerId}");
        yield return "--log-bin=binlog";
        yield return "--gtid-mode=ON";
        yield return "--enforce-gtid-consistency=ON";
        yield return "--binlog-row-metadata=FULL";
        yield return "--relay-log=relay";
        yield return "--report-host=127.0.0.1";
        yield return Invariant($"--report-port={options.Port}");
        if (version < new MySqlVersion(8, 0, 26))
        {
            // Newer versions have these as defaults, under other names.
            yield return "--slave-parallel-type=LOGICAL_CLOCK";
            yield return "--slave-preserve-commit-order=ON";
            yield return "--slave-parallel-workers=4";
            yield return "--log-slave-updates=ON";
        }
        else
        {
            yield return "--replica-preserve-commit-order=ON";
            yield return "--replica-parallel-workers=4";
            yield return "--log-replica-updates=ON";
        }

        if (version < new MySqlVersion(8, 4, 0))
        {
            yield return "--binlog-transaction-dependency-tracking=WRITESET";
        }
    }

    private static IEnumerable<string> Durability() => ["--innodb-flush-log-at-trx-commit=1", "--sync-binlog=1"];

    private static IEnumerable<string> Memory(MySqlVersion version)
    {
        yield return "--innodb-buffer-pool-size=128M";
        yield return "--innodb-log-buffer-size=8M";
        yield return "--max-connections=300";
        // The Performance Schema stays on, without the parts that cost most and that nobody here reads: 485 MB resident become 350.
        yield return "--table-open-cache=1000";
        yield return "--table-definition-cache=500";
        yield return "--performance-schema-error-size=0";
        yield return "--performance-schema-digests-size=1000";
        yield return "--performance-schema-events-statements-history-long-size=100";
        if (version.IsAtLeast(8, 0, 30))
        {
            yield return "--innodb-redo-log-capacity=128M";
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
