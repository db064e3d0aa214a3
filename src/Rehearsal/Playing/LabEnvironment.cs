using MySqlConnector;

namespace Rehearsal.Playing;

/// <summary>
/// Where the lab's parts are, as the host wrote it into the environment.
/// Holds secrets: never logged, never serialised.
/// </summary>
/// <param name="Source">Connection string of the source's administrator, who has SUPER.</param>
/// <param name="Target">Connection string of the target's administrator, who has what RDS gives.</param>
/// <param name="SourcePeer">The source's address as its replication peer sees it.</param>
/// <param name="Proxy">The address the application connects to.</param>
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
    LabTraffic Traffic,
    string AppPassword,
    string ReplicationPassword,
    string? MySqlDump,
    int? HikariAliveBypassMs,
    string? HikariTestQuery,
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
        var reader = new LabVariables(variable);
        var lab = new LabEnvironment(
            reader.ConnectionString("LAB_SOURCE"),
            reader.ConnectionString("LAB_TARGET"),
            reader.Address("LAB_SOURCE_PEER"),
            reader.Address("LAB_TARGET_PEER"),
            reader.Address("LAB_PROXY"),
            reader.Url("LAB_PROXY_CONTROL"),
            reader.Text("LAB_PROXY_TOKEN"),
            LabTraffic.Read(reader),
            reader.Text("LAB_APP_PASSWORD"),
            reader.Text("LAB_REPL_PASSWORD"),
            variable("LAB_MYSQLDUMP"),
            int.TryParse(variable("LAB_HIKARI_ALIVE_BYPASS_MS"), out var bypass) ? bypass : null,
            variable("LAB_HIKARI_TEST_QUERY"),
            variable("LAB_LOGS"));
        return reader.Errors.Count == 0 ? (lab, reader.Errors) : (null, reader.Errors);
    }
}
