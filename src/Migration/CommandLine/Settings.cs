using System.Globalization;
using MySqlConnector;

namespace Migration.CommandLine;

/// <summary>
/// Makes <see cref="MigrationOptions"/> from environment variables and the command line (which wins). Collects every error instead of stopping at the first.
/// Secrets come from the environment, or from the file that NAME_FILE names; never from arguments.
/// </summary>
internal sealed class Settings(Func<string, string?> environment, Func<string, string?> argument)
{
    private readonly List<string> _errors = [];

    /// <summary>Null when there are errors.</summary>
    public (MigrationOptions? Options, IReadOnlyList<string> Errors) Read()
    {
        var source = Endpoint("mysql-lightsail", "MIGRATION_SOURCE", "source-peer", "MIGRATION_SOURCE_PEER");
        var target = Endpoint("mysql-rds", "MIGRATION_TARGET", "target-peer", "MIGRATION_TARGET_PEER");
        var proxy = Proxy();
        var app = new DatabaseAccount(Text("app-user", "MIGRATION_APP_USER") ?? "doktori_app", Required("MIGRATION_APP_PASSWORD")) { Host = Text("app-host", "MIGRATION_APP_HOST") ?? "%" };
        var replication = new DatabaseAccount(Text("repl-user", "MIGRATION_REPL_USER") ?? "repl", Required("MIGRATION_REPL_PASSWORD"));
        var limits = Limits();
        var known = Gtids();
        if (source is null || target is null || proxy is null || _errors.Count > 0)
        {
            return (null, _errors);
        }

        var options = new MigrationOptions
        {
            Source = source,
            Target = target,
            Proxy = proxy,
            App = app,
            Replication = replication,
            Limits = limits,
            Database = Text("database", "MIGRATION_DATABASE") ?? "doktori",
            StateDirectory = Path.GetFullPath(Text("state-dir", "MIGRATION_STATE_DIR") ?? Path.Combine("result", "migration-state")),
            MysqldumpPath = Text("mysqldump", "MIGRATION_MYSQLDUMP"),
            KnownTargetGtids = known,
            ReplicationTls = argument("replication-tls") == "true" || environment("MIGRATION_REPLICATION_TLS") is "1" or "true",
        };
        _errors.AddRange(options.Validate());
        return (_errors.Count == 0 ? options : null, _errors);
    }

    private DatabaseEndpoint? Endpoint(string name, string variable, string peerOption, string peerVariable)
    {
        var text = Secret(variable);
        if (text is null)
        {
            _errors.Add($"{variable}: missing; a connection string such as Server=10.0.0.5;Port=3306;User ID=…;Password=…");
            return null;
        }

        MySqlConnectionStringBuilder parsed;
        try
        {
            parsed = new MySqlConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            _errors.Add($"{variable}: the connection string cannot be read");
            return null;
        }

        if (Secret(variable + "_PASSWORD") is { } password)
        {
            parsed.Password = password;
        }

        var peer = Text(peerOption, peerVariable);
        var (host, port) = peer is null ? (parsed.Server, (int)parsed.Port) : HostAndPort(peer, peerVariable);
        return new DatabaseEndpoint(name, parsed.ConnectionString, host, port);
    }

    private ProxyEndpoint? Proxy()
    {
        var data = Text("proxy", "MIGRATION_PROXY");
        var control = Text("proxy-control", "MIGRATION_PROXY_CONTROL");
        var token = Required("MIGRATION_PROXY_TOKEN");
        if (data is null)
        {
            _errors.Add("MIGRATION_PROXY (--proxy): missing; host:port on which the application reaches its database");
        }

        if (!Uri.TryCreate(control, UriKind.Absolute, out var url))
        {
            _errors.Add("MIGRATION_PROXY_CONTROL (--proxy-control): missing or not an address; e.g. http://127.0.0.1:3308");
        }

        if (data is null || url is null)
        {
            return null;
        }

        var (host, port) = HostAndPort(data, "MIGRATION_PROXY");
        return new ProxyEndpoint(url, token, host, port);
    }

    private (string Host, int Port) HostAndPort(string text, string what)
    {
        var colon = text.LastIndexOf(':');
        if (colon > 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
        {
            return (text[..colon], port);
        }

        _errors.Add($"{what}: {text} is not host:port");
        return ("?", 1);
    }

    private MigrationLimits Limits()
    {
        var defaults = new MigrationLimits();
        return defaults with
        {
            Lag = Time("max-lag", defaults.Lag),
            TransactionAge = Time("max-transaction-age", defaults.TransactionAge),
            Freeze = Time("freeze-timeout", defaults.Freeze),
            CatchUp = Time("catch-up-timeout", defaults.CatchUp),
            ReplicationReady = Time("replication-timeout", defaults.ReplicationReady),
            KillGrace = Time("kill-grace", defaults.KillGrace),
            BinlogRetention = Time("binlog-retention", defaults.BinlogRetention),
            Undo = Time("undo-timeout", defaults.Undo),
        };
    }

    private TimeSpan Time(string option, TimeSpan otherwise)
    {
        if (argument(option) is not { } text)
        {
            return otherwise;
        }

        if (Duration.TryParse(text) is { } duration)
        {
            return duration;
        }

        _errors.Add($"--{option}: {text} is not a duration such as 500ms, 5s, 2m or 1h");
        return otherwise;
    }

    private string Gtids()
    {
        var text = Text("known-target-gtids", "MIGRATION_KNOWN_TARGET_GTIDS") ?? "";
        try
        {
            return Replication.GtidSet.Parse(text).ToString();
        }
        catch (FormatException)
        {
            _errors.Add($"--known-target-gtids: {text} is not a GTID set");
            return "";
        }
    }

    private string? Text(string option, string variable) => argument(option) ?? (environment(variable) is { Length: > 0 } value ? value : null);

    private string Required(string variable)
    {
        if (Secret(variable) is { } value)
        {
            return value;
        }

        _errors.Add($"{variable} (or {variable}_FILE): missing");
        return "";
    }

    private string? Secret(string variable)
    {
        if (environment(variable) is { Length: > 0 } value)
        {
            return value;
        }

        if (environment(variable + "_FILE") is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _errors.Add($"{variable}_FILE: {path} cannot be read");
            return null;
        }
    }
}
