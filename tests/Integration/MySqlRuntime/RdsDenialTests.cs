using MySqlConnector;
using Support;

namespace Integration.MySqlRuntime;

/// <summary>What RDS denies to its highest account is denied to the lab's admin, by MySQL's own errors.</summary>
[Collection(nameof(RuntimeServers))]
public sealed class RdsDenialTests(PromptMySqlPair servers)
{
    /// <summary>The ways MySQL says no for want of a privilege; anything else (a syntax error, say) would prove nothing.</summary>
    private static readonly int[] Denials =
    [
        1227, // ER_SPECIFIC_ACCESS_DENIED_ERROR: you need (at least one of) the … privilege(s)
        1045, // ER_ACCESS_DENIED_ERROR: access denied for user
        1044, // ER_DBACCESS_DENIED_ERROR: … to database
        1142, // ER_TABLEACCESS_DENIED_ERROR: … command denied
        1370, // ER_PROCACCESS_DENIED_ERROR: … command denied for routine
        1095, // ER_KILL_DENIED_ERROR: you are not owner of thread
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SET GLOBAL super_read_only = ON")]
    [InlineData("SET GLOBAL read_only = ON")]
    [InlineData("SET PERSIST read_only = ON")]
    [InlineData("SET GLOBAL max_connections = 10")]
    [InlineData("SET GLOBAL partial_revokes = OFF")]
    [InlineData("SET GLOBAL gtid_purged = '+aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa:1'")]
    [InlineData("SET SESSION sql_log_bin = 0")]
    [InlineData("SET SESSION gtid_next = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa:1'")]
    [InlineData("SET SESSION binlog_format = 'STATEMENT'")]
    [InlineData("CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1'")]
    [InlineData("CHANGE REPLICATION FILTER REPLICATE_DO_DB = (doktori)")]
    [InlineData("START REPLICA")]
    [InlineData("STOP REPLICA")]
    [InlineData("RESET REPLICA ALL")]
    [InlineData("RESET PERSIST")]
    [InlineData("PURGE BINARY LOGS BEFORE NOW()")]
    [InlineData("FLUSH TABLES WITH READ LOCK")]
    [InlineData("LOCK INSTANCE FOR BACKUP")]
    [InlineData("SHUTDOWN")]
    [InlineData("RESTART")]
    [InlineData("CLONE LOCAL DATA DIRECTORY = '/tmp/clone'")]
    [InlineData("INSTALL PLUGIN clone SONAME 'mysql_clone.so'")]
    [InlineData("CREATE TABLESPACE lab ADD DATAFILE 'lab.ibd'")]
    [InlineData("SELECT 1 INTO OUTFILE '/tmp/lab-outfile'")]
    [InlineData("LOAD DATA INFILE '/etc/passwd' INTO TABLE mysql.rds_history")]
    [InlineData("UPDATE mysql.user SET Super_priv = 'Y' WHERE User = 'admin'")]
    [InlineData("DELETE FROM mysql.rds_history")]
    [InlineData("DROP TABLE mysql.rds_configuration")]
    [InlineData("DROP PROCEDURE mysql.rds_kill")]
    [InlineData("CREATE PROCEDURE mysql.mine() SELECT 1")]
    [InlineData("CREATE TABLE mysql.mine (id INT)")]
    [InlineData("GRANT SUPER ON *.* TO 'admin'@'%'")]
    [InlineData("GRANT SYSTEM_VARIABLES_ADMIN ON *.* TO 'admin'@'%'")]
    [InlineData("GRANT SHUTDOWN ON *.* TO 'admin'@'%'")]
    [InlineData("GRANT INSERT ON mysql.* TO 'admin'@'%'")]
    [InlineData("ALTER USER 'rdsadmin'@'localhost' ACCOUNT UNLOCK")]
    [InlineData("ALTER USER 'root'@'%' IDENTIFIED BY 'mine'")]
    [InlineData("DROP USER 'rdsadmin'@'localhost'")]
    [InlineData("CREATE DEFINER = 'rdsadmin'@'localhost' PROCEDURE sys.mine() SELECT 1")]
    public async Task Denies(string statement)
    {
        var exception = await Assert.ThrowsAsync<MySqlException>(() => Admin(statement));

        Assert.True(Denials.Contains(exception.Number), $"{exception.Number} {exception.Message}");
    }

    [Fact]
    public async Task Denies_Resetting_TheBinaryLog()
    {
        var reset = servers.Installation.Version.IsAtLeast(8, 2) ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER";

        await Denies(reset);
    }

    [Fact]
    public async Task Denies_Killing_AnotherAccountsSession_Directly()
    {
        await using var application = new MySqlConnection(servers.TargetApplication);
        await application.OpenAsync(Cancellation);

        await Denies($"KILL {application.ServerThread}");

        Assert.True(await application.PingAsync(Cancellation));
    }

    [Fact]
    public async Task Reads_NoFile() => Assert.Null(await Admin("SELECT LOAD_FILE('/etc/passwd')"));

    [Fact]
    public async Task Cannot_BecomeRdsadmin()
    {
        var exception = await Assert.ThrowsAsync<MySqlException>(
            () => Sql.AskAsync(global::MySqlRuntime.Servers.LabConnectionString.For(servers.Target.Port, "rdsadmin", ""), "SELECT 1", Cancellation));

        // rdsadmin@localhost: from TCP there is no such account, and by the socket it is locked.
        Assert.Equal(MySqlErrorCode.AccessDenied, exception.ErrorCode);
        Assert.Equal("Y", await Admin("SELECT account_locked FROM mysql.user WHERE User = 'rdsadmin' AND Host = 'localhost'"));
    }

    /// <summary>What the runbooks need and RDS allows.</summary>
    [Theory]
    [InlineData("SHOW REPLICA STATUS")]
    [InlineData("SHOW BINARY LOGS")]
    [InlineData("SELECT @@GLOBAL.gtid_executed, @@GLOBAL.read_only, @@server_uuid")]
    [InlineData("SELECT * FROM performance_schema.threads")]
    [InlineData("SELECT * FROM performance_schema.data_locks")]
    [InlineData("SELECT * FROM performance_schema.replication_applier_status_by_worker")]
    [InlineData("SELECT * FROM information_schema.innodb_trx")]
    [InlineData("SELECT * FROM information_schema.processlist")]
    [InlineData("SELECT * FROM sys.schema_table_lock_waits")]
    [InlineData("SELECT User, account_locked FROM mysql.user")]
    [InlineData("SELECT * FROM mysql.gtid_executed")]
    [InlineData("SHOW GRANTS FOR 'doktori_app'@'%'")]
    [InlineData("ALTER USER 'doktori_app'@'%' ACCOUNT UNLOCK")]
    [InlineData("REVOKE INSERT, UPDATE, DELETE ON doktori.* FROM 'doktori_app'@'%'")]
    [InlineData("GRANT INSERT, UPDATE, DELETE ON doktori.* TO 'doktori_app'@'%'")]
    [InlineData("GRANT ALL PRIVILEGES ON doktori.* TO 'doktori_app'@'%'")]
    [InlineData("CREATE USER 'somebody'@'%' IDENTIFIED BY 'x'; GRANT SELECT ON *.* TO 'somebody'@'%'; DROP USER 'somebody'@'%'")]
    [InlineData("CREATE DATABASE IF NOT EXISTS doktori")]
    [InlineData("FLUSH STATUS")]
    public async Task Allows(string statement) => await Admin(statement);

    private Task<string?> Admin(string sql) => Sql.AskAsync(servers.TargetAdmin, sql, Cancellation);
}
