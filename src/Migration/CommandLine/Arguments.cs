using System.CommandLine;

namespace Migration.CommandLine;

/// <summary>The options every command takes. Secrets are not among them: an argument list is public.</summary>
internal static class Arguments
{
    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Check every precondition on the real servers and print what would be done; touch nothing.", Recursive = true };
    public static readonly Option<bool> Json = new("--json") { Description = "Events and result as JSON lines on standard output.", Recursive = true };
    public static readonly Option<bool> ReplicationTls = new("--replication-tls") { Description = "Replicate over TLS (MIGRATION_REPLICATION_TLS=1).", Recursive = true };
    public static readonly Option<string?> CrashAt = new("--practise-crash") { Description = "STEP:POINT, e.g. PromoteTarget:acted – kill this process there, to practise `recover`. Points: intended, acted, done, undo-intended, undone.", Recursive = true };

    public static readonly IReadOnlyList<Option<string?>> Texts =
    [
        Text("state-dir", "Folder for journals and the lock (MIGRATION_STATE_DIR; default result/migration-state)."),
        Text("database", "The application's database (MIGRATION_DATABASE; default doktori)."),
        Text("source-peer", "host:port under which the target reaches the source (MIGRATION_SOURCE_PEER; default: as we do)."),
        Text("target-peer", "host:port under which the source reaches the target (MIGRATION_TARGET_PEER; default: as we do)."),
        Text("proxy", "host:port on which the application reaches its database (MIGRATION_PROXY)."),
        Text("proxy-control", "Address of the proxy's control API (MIGRATION_PROXY_CONTROL)."),
        Text("app-user", "The application's account (MIGRATION_APP_USER; default doktori_app)."),
        Text("app-host", "Host part of the application's account (MIGRATION_APP_HOST; default %)."),
        Text("repl-user", "The replication account (MIGRATION_REPL_USER; default repl)."),
        Text("mysqldump", "mysqldump to use (MIGRATION_MYSQLDUMP; default: of the MySQL that is found or fetched)."),
        Text("known-target-gtids", "GTIDs of the target's own that are accepted (MIGRATION_KNOWN_TARGET_GTIDS)."),
        Text("max-lag", "Lag above which a switch is refused (1s)."),
        Text("max-transaction-age", "Age of a transaction above which a switch is refused (5s)."),
        Text("freeze-timeout", "How long stopping the writes may take (5s)."),
        Text("catch-up-timeout", "How long catching up may take inside the window (10s)."),
        Text("replication-timeout", "How long new replication may take to catch up (2m)."),
        Text("kill-grace", "How long a busy session keeps its connection (2s)."),
        Text("binlog-retention", "How long both servers must keep binary logs (24h)."),
        Text("undo-timeout", "How long undoing one step is tried (30s)."),
        .. TrafficArguments.Texts.Select(text => Text(text.Name, text.Description)),
    ];

    public static void AddTo(Command command)
    {
        foreach (var option in Texts.Cast<Option>().Concat([DryRun, Json, ReplicationTls, CrashAt]))
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Value of one of the options above by its name without dashes.</summary>
    public static string? ValueOf(ParseResult parsed, string name) => name == "replication-tls"
        ? parsed.GetValue(ReplicationTls) ? "true" : null
        : Texts.FirstOrDefault(option => option.Name == "--" + name) is { } text ? parsed.GetValue(text) : null;

    private static Option<string?> Text(string name, string description) => new("--" + name) { Description = description, Recursive = true };
}
