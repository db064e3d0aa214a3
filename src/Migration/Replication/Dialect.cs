using System.Globalization;
using Migration.Servers;
using MySqlRuntime;

namespace Migration.Replication;

/// <summary>
/// The statements whose text depends on <c>@@version</c>. 8.0.22/23 brought the words source and replica, 8.4 dropped the old ones;
/// RDS renamed its procedures with 8.4.
/// </summary>
internal sealed class Dialect(MySqlVersion version)
{
    private readonly bool _replicaWords = version.IsAtLeast(8, 0, 22);
    private readonly bool _changeSource = version.IsAtLeast(8, 0, 23);
    private readonly bool _binaryLogStatus = version.IsAtLeast(8, 2, 0);
    private readonly bool _sourceProcedures = version.IsAtLeast(8, 4, 0);

    public MySqlVersion Version => version;

    /// <summary>8.0 is the oldest that is migrated from.</summary>
    public bool IsSupported => version >= MySqlVersion.Oldest;

    public string BinaryLogStatus => _binaryLogStatus ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";

    public string ReplicaStatus => _replicaWords ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";

    public string StartReplica => _replicaWords ? "START REPLICA" : "START SLAVE";

    public string StopReplica => _replicaWords ? "STOP REPLICA" : "STOP SLAVE";

    public string ResetReplica => _replicaWords ? "RESET REPLICA ALL" : "RESET SLAVE ALL";

    /// <summary>Account statements and row events of schema <c>mysql</c> stay on the server where they were made (RDS's own tables, our fence).</summary>
    public static string IgnoreMySqlSchema => "CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = (mysql)";

    /// <summary>The procedure that makes an RDS instance a replica by auto-position.</summary>
    public string SetExternalSource => _sourceProcedures ? "rds_set_external_source_with_auto_position" : "rds_set_external_master_with_auto_position";

    public string ResetExternalSource => _sourceProcedures ? "rds_reset_external_source" : "rds_reset_external_master";

    public static string StartReplication => "rds_start_replication";

    public static string StopReplication => "rds_stop_replication";

    public static string SetGtidPurged => "rds_set_external_source_gtid_purged";

    /// <summary>The RDS procedures the runbooks call on the target.</summary>
    public IReadOnlyList<string> Procedures =>
        [SetExternalSource, ResetExternalSource, StartReplication, StopReplication, SetGtidPurged, "rds_set_configuration", "rds_show_configuration", "rds_kill"];

    /// <summary>Replication by auto-position. caching_sha2_password needs TLS or the source's public key.</summary>
    public Statement ChangeSource(string host, int port, DatabaseAccount account, bool tls)
    {
        var p = _changeSource ? "SOURCE" : "MASTER";
        var key = tls ? "" : $", GET_{p}_PUBLIC_KEY = 1";
        return new Statement(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(_changeSource ? "CHANGE REPLICATION SOURCE TO" : "CHANGE MASTER TO")} {p}_HOST = {Sql.Literal(host)}, {p}_PORT = {port}, {p}_USER = {Sql.Literal(account.User)}, {p}_PASSWORD = {Sql.Literal(account.Password)}, {p}_AUTO_POSITION = 1, {p}_SSL = {(tls ? 1 : 0)}{key}, {p}_CONNECT_RETRY = 1, {p}_RETRY_COUNT = 86400"),
            account.Password);
    }

    /// <summary>The same on RDS, by procedure.</summary>
    public Statement CallSetExternalSource(string host, int port, DatabaseAccount account, bool tls) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"CALL mysql.{SetExternalSource}({Sql.Literal(host)}, {port}, {Sql.Literal(account.User)}, {Sql.Literal(account.Password)}, {(tls ? 1 : 0)}, 0)"),
        account.Password);
}
