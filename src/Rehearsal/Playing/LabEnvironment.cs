using MySqlConnector;

namespace Rehearsal.Playing;

/// <summary>
/// Where the lab's parts are, as the host wrote it into the environment (names: docs/rehearse.md).
/// Holds secrets: never logged, never serialised.
/// </summary>
/// <param name="Source">Connection string of the source's administrator, who has SUPER.</param>
/// <param name="Target">Connection string of the target's administrator, who has what RDS gives.</param>
/// <param name="SourcePeer">The source's address as its replication peer sees it.</param>
/// <param name="Proxy">The address the application connects to.</param>
/// <param name="Api">The API's base address; ends in <c>/api</c>.</param>
/// <param name="MySqlDump">Path of mysqldump, null to look for one.</param>
/// <param name="Logs">Folder in which the host keeps a log of each resource; null when it has none to share.</param>
internal sealed record LabEnvironment(
    string Source,
    string Target,
    HostPort SourcePeer,
    HostPort TargetPeer,
    HostPort Proxy,
    Uri ProxyControl,
    string ProxyToken,
    Uri Api,
    string AppPassword,
    string ReplicationPassword,
    string? MySqlDump,
    int? HikariAliveBypassMs,
    string? Logs)
{
    public const string Database = "doktori";
    public const string AppUser = "doktori_app";
    public const string ReplicationUser = "repl";

    /// <summary>The application's own way to the database; used to settle ledgers.</summary>
    public string AppConnectionString => new MySqlConnectionStringBuilder
    {
        Server = Proxy.Host,
        Port = (uint)Proxy.Port,
        UserID = AppUser,
        Password = AppPassword,
        Database = Database,
        SslMode = MySqlSslMode.None,
        AllowPublicKeyRetrieval = true,
        Pooling = false,
    }.ConnectionString;

    /// <summary>Reads the environment, or returns every error in it at once.</summary>
    public static (LabEnvironment? Lab, IReadOnlyList<string> Errors) Read(Func<string, string?> variable)
    {
        var errors = new List<string>();
        var lab = new LabEnvironment(
            ConnectionString("LAB_SOURCE"),
            ConnectionString("LAB_TARGET"),
            Address("LAB_SOURCE_PEER"),
            Address("LAB_TARGET_PEER"),
            Address("LAB_PROXY"),
            Url("LAB_PROXY_CONTROL"),
            Text("LAB_PROXY_TOKEN"),
            Url("LAB_API"),
            Text("LAB_APP_PASSWORD"),
            Text("LAB_REPL_PASSWORD"),
            variable("LAB_MYSQLDUMP"),
            int.TryParse(variable("LAB_HIKARI_ALIVE_BYPASS_MS"), out var bypass) ? bypass : null,
            variable("LAB_LOGS"));
        return errors.Count == 0 ? (lab, errors) : (null, errors);

        string Text(string name)
        {
            if (variable(name) is { Length: > 0 } text)
            {
                return text;
            }

            errors.Add($"{name} is not set; 'rehearse' of the AppHost sets it");
            return "";
        }

        string ConnectionString(string name)
        {
            var text = Text(name);
            try
            {
                return new MySqlConnectionStringBuilder(text).ConnectionString;
            }
            catch (ArgumentException)
            {
                // The text holds a password, so it is not repeated.
                errors.Add($"{name} is not a MySQL connection string");
                return "";
            }
        }

        HostPort Address(string name)
        {
            var text = Text(name);
            if (HostPort.TryParse(text, out var address))
            {
                return address;
            }

            if (text.Length > 0)
            {
                errors.Add($"{name}: '{text}' is not host:port");
            }

            return new HostPort("", 0);
        }

        Uri Url(string name)
        {
            var text = Text(name);
            if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https"))
            {
                return url;
            }

            if (text.Length > 0)
            {
                errors.Add($"{name}: '{text}' is not an http address");
            }

            return new Uri("http://unset.invalid");
        }
    }
}
