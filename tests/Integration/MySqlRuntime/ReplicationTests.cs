using Support;

namespace Integration.MySqlRuntime;

[Collection(nameof(RuntimeServers))]
public sealed class ReplicationTests(PromptMySqlPair servers) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await servers.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("mysql.rds_set_external_source_with_auto_position", 0)]
    [InlineData("mysql.rds_set_external_master_with_auto_position", 1)]
    public async Task Replicates_ByGtid_DrivenByAdminOnly(string procedure, int tls)
    {
        Assert.SkipWhen(procedure.Contains("source", StringComparison.Ordinal) && !servers.Installation.Version.IsAtLeast(8, 4), "RDS has the source names from 8.4 on");
        await Source("CREATE DATABASE doktori");
        await Source("CREATE TABLE doktori.book (id INT PRIMARY KEY, title VARCHAR(50))");
        await Admin($"CALL {procedure}('127.0.0.1', {servers.Source.Port}, 'repl', '{servers.Passwords.Replication}', {tls}, 0)");
        Assert.Equal("Replication started. Slave is now running normally.", await Admin("CALL mysql.rds_start_replication"));

        await Source("INSERT INTO doktori.book VALUES (1, 'Der Zauberberg')");
        var executed = await Source("SELECT @@GLOBAL.gtid_executed");

        Assert.Equal("0", await Admin($"SELECT WAIT_FOR_EXECUTED_GTID_SET('{executed}', 10)"));
        Assert.Equal("Der Zauberberg", await Admin("SELECT title FROM doktori.book"));
        Assert.Equal("Slave is now down or disabled", await Admin("CALL mysql.rds_stop_replication"));
        // Neither provisioning nor a procedure has written a transaction of the target's own.
        Assert.Equal(executed, await Admin("SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task Continues_FromALoad_WhoseGtidsAreDeclaredPurged()
    {
        await Source("CREATE DATABASE doktori");
        await Source("CREATE TABLE doktori.book (id INT PRIMARY KEY)");
        await Source("INSERT INTO doktori.book VALUES (1)");
        var uuid = await Source("SELECT @@server_uuid");
        // The load: what the source's transactions 1-3 did, under the target's own GTIDs.
        await Admin("CREATE DATABASE doktori");
        await Admin("CREATE TABLE doktori.book (id INT PRIMARY KEY)");
        await Admin("INSERT INTO doktori.book VALUES (1)");

        await Admin($"CALL mysql.rds_set_external_source_gtid_purged('{uuid}', 1, 3)");
        await Admin($"CALL mysql.rds_set_external_master_with_auto_position('127.0.0.1', {servers.Source.Port}, 'repl', '{servers.Passwords.Replication}', 0, 0)");
        await Admin("CALL mysql.rds_start_replication");
        await Source("INSERT INTO doktori.book VALUES (2)");

        Assert.Equal("0", await Admin($"SELECT WAIT_FOR_EXECUTED_GTID_SET('{uuid}:1-4', 10)"));
        Assert.Equal("2", await Admin("SELECT COUNT(*) FROM doktori.book"));
    }

    [Fact]
    public async Task Provisioning_LeavesNoGtid_HoweverOftenItIsRepeated()
    {
        await servers.RestartTargetAsync();
        await servers.RestartSourceAsync();

        Assert.Equal("", await Source("SELECT @@GLOBAL.gtid_executed"));
        Assert.Equal("", await Sql.AskAsync(servers.TargetRoot, "SELECT @@GLOBAL.gtid_executed", Cancellation));
    }

    private Task<string?> Source(string sql) => Sql.AskAsync(servers.SourceRoot, sql, Cancellation);

    private Task<string?> Admin(string sql) => Sql.AskAsync(servers.TargetAdmin, sql, Cancellation);
}
