using MySqlConnector;

namespace Migration.CommandLine;

/// <summary>Makes <see cref="MigrationOptions"/>, the database's part, from settings.</summary>
internal sealed class DatabaseSettings(SettingReader settings)
{
    /// <summary>Null when there are errors.</summary>
    public MigrationOptions? Read(string stateDirectory, MigrationLimits limits)
    {
        var source = Endpoint("mysql-lightsail", "MIGRATION_SOURCE", "source-peer", "MIGRATION_SOURCE_PEER");
        var target = Endpoint("mysql-rds", "MIGRATION_TARGET", "target-peer", "MIGRATION_TARGET_PEER");
        var proxy = Proxy();
        var app = new DatabaseAccount(settings.Text("app-user", "MIGRATION_APP_USER") ?? "doktori_app", settings.Required("MIGRATION_APP_PASSWORD")) { Host = settings.Text("app-host", "MIGRATION_APP_HOST") ?? "%" };
        var replication = new DatabaseAccount(settings.Text("repl-user", "MIGRATION_REPL_USER") ?? "repl", settings.Required("MIGRATION_REPL_PASSWORD"));
        var known = Gtids();
        return source is null || target is null || proxy is null ? null : new MigrationOptions
        {
            Source = source,
            Target = target,
            Proxy = proxy,
            App = app,
            Replication = replication,
            Limits = limits,
            Database = settings.Text("database", "MIGRATION_DATABASE") ?? "doktori",
            StateDirectory = stateDirectory,
            MysqldumpPath = settings.Text("mysqldump", "MIGRATION_MYSQLDUMP"),
            KnownTargetGtids = known,
            ReplicationTls = settings.Flag("replication-tls", "MIGRATION_REPLICATION_TLS"),
        };
    }

    private DatabaseEndpoint? Endpoint(string name, string variable, string peerOption, string peerVariable)
    {
        var text = settings.Secret(variable);
        if (text is null)
        {
            settings.Error($"{variable}: missing; a connection string such as Server=10.0.0.5;Port=3306;User ID=…;Password=…");
            return null;
        }

        MySqlConnectionStringBuilder parsed;
        try
        {
            parsed = new MySqlConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            settings.Error($"{variable}: the connection string cannot be read");
            return null;
        }

        if (settings.Secret(variable + "_PASSWORD") is { } password)
        {
            parsed.Password = password;
        }

        var peer = settings.Text(peerOption, peerVariable);
        var (host, port) = peer is null ? (parsed.Server, (int)parsed.Port) : settings.HostAndPort(peer, peerVariable);
        return new DatabaseEndpoint(name, parsed.ConnectionString, host, port);
    }

    private ProxyEndpoint? Proxy()
    {
        var data = settings.Text("proxy", "MIGRATION_PROXY");
        var control = settings.Text("proxy-control", "MIGRATION_PROXY_CONTROL");
        var token = settings.Required("MIGRATION_PROXY_TOKEN");
        if (data is null)
        {
            settings.Error("MIGRATION_PROXY (--proxy): missing; host:port on which the application reaches its database");
        }

        if (!Uri.TryCreate(control, UriKind.Absolute, out var url))
        {
            settings.Error("MIGRATION_PROXY_CONTROL (--proxy-control): missing or not an address; e.g. http://127.0.0.1:3308");
        }

        if (data is null || url is null)
        {
            return null;
        }

        var (host, port) = settings.HostAndPort(data, "MIGRATION_PROXY");
        return new ProxyEndpoint(url, token, host, port);
    }

    private string Gtids()
    {
        var text = settings.Text("known-target-gtids", "MIGRATION_KNOWN_TARGET_GTIDS") ?? "";
        try
        {
            return Replication.GtidSet.Parse(text).ToString();
        }
        catch (FormatException)
        {
            settings.Error($"--known-target-gtids: {text} is not a GTID set");
            return "";
        }
    }
}
