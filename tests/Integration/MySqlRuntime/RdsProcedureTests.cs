using MySqlConnector;
using MySqlRuntime.Provisioning;
using Support;

namespace Integration.MySqlRuntime;

[Collection(nameof(RuntimeServers))]
public sealed class RdsProcedureTests(PromptMySqlPair servers) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await servers.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("CALL mysql.rds_start_replication", "You can't start replication because the replica isn't configured. First call mysql.rds_set_external_master.")]
    [InlineData("CALL mysql.rds_stop_replication", "You can't stop replication because the replica isn't configured. First call mysql.rds_set_external_master.")]
    [InlineData("CALL mysql.rds_reset_external_master", "You can't reset replication because replication isn't configured. First run mysql.rds_set_external_master.")]
    [InlineData("CALL mysql.rds_skip_repl_error", "You can't skip a replication error because the replica isn't configured. First call mysql.rds_set_external_master.")]
    [InlineData("CALL mysql.rds_set_external_master_with_auto_position('h', 1, 'u', 'p', 0, 86401)", "For source delay the value must be between 0 and 86400 inclusive.")]
    [InlineData("CALL mysql.rds_set_external_source_gtid_purged('nonsense', 1, 2)", "Invalid input value for server_uuid")]
    [InlineData("CALL mysql.rds_set_external_source_gtid_purged('aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa', 0, 2)", "Invalid input value for start_pos. The value of start_pos should be greater than or equal to 1")]
    [InlineData("CALL mysql.rds_set_external_source_gtid_purged('aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa', 5, 2)", "Invalid input value for end_pos. The value of end_pos should be greater than or equal to start_pos value")]
    [InlineData("CALL mysql.rds_set_external_source_gtid_purged(@@server_uuid, 1, 2)", "You cannot change the GTID set belongs to the current instance")]
    [InlineData("CALL mysql.rds_set_configuration('no such thing', 1)", "Cannot set unknown configuration parameter 'no such thing' using mysql.rds_set_configuration.")]
    [InlineData("CALL mysql.rds_set_configuration('binlog retention hours', 169)", "For binlog retention hours the value must be between 1 and 168 inclusive or be NULL")]
    [InlineData("CALL mysql.rds_set_configuration('binlog retention hours', 0)", "For binlog retention hours the value must be between 1 and 168 inclusive or be NULL")]
    [InlineData("CALL mysql.rds_set_configuration('target delay', 90000)", "For target delay the value must be between 0 and 86400 inclusive")]
    public async Task Refuses_InRdsWords(string call, string message)
    {
        var exception = await Assert.ThrowsAsync<MySqlException>(() => Admin(call));

        Assert.Equal(("45000", message), (exception.SqlState, exception.Message));
    }

    [Fact]
    public async Task Replication_IsNotChangedWhileItRuns()
    {
        await ConfigureAsync();
        await Admin("CALL mysql.rds_start_replication");

        Assert.StartsWith("Replication may already be running", await Refusal("CALL mysql.rds_start_replication"), StringComparison.Ordinal);
        Assert.StartsWith("You can't modify replication because replication is running", await Refusal(SetSource()), StringComparison.Ordinal);
        Assert.StartsWith(
            "You can't modify gtid_purged because replication is already running",
            await Refusal("CALL mysql.rds_set_external_source_gtid_purged('aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa', 1, 2)"),
            StringComparison.Ordinal);
        Assert.StartsWith("Slave is running normally", await Refusal("CALL mysql.rds_skip_repl_error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_Twice_IsRefused()
    {
        await ConfigureAsync();
        await Admin("CALL mysql.rds_start_replication");
        await Admin("CALL mysql.rds_stop_replication");

        Assert.StartsWith("Slave is already stopped", await Refusal("CALL mysql.rds_stop_replication"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resetting_StopsWhatRuns_AndForgetsTheSource()
    {
        await ConfigureAsync();
        await Admin("CALL mysql.rds_start_replication");

        Assert.Equal("Slave has been reset", await Admin("CALL mysql.rds_reset_external_master"));
        Assert.Empty(await Sql.RowsAsync(servers.TargetAdmin, "SHOW REPLICA STATUS", Cancellation));
    }

    [Fact]
    public async Task Starting_SaysSo_WhenTheSourceCannotBeReached()
    {
        await Admin($"CALL mysql.rds_set_external_master_with_auto_position('127.0.0.1', {servers.Source.Port}, 'repl', 'a wrong password', 0, 0)");

        Assert.StartsWith("Slave has encountered an error", await Refusal("CALL mysql.rds_start_replication"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_APosition_WithoutGtids()
    {
        await Admin($"CALL mysql.rds_set_external_master('127.0.0.1', {servers.Source.Port}, 'repl', '{servers.Passwords.Replication}', 'binlog.000001', 4, 0)");

        var position = await Sql.RowsAsync(servers.TargetRoot, "SELECT Master_log_name, Master_log_pos, Enabled_auto_position FROM mysql.slave_master_info", Cancellation);
        Assert.Equal("binlog.000001 4 False", string.Join(' ', Assert.Single(position)));
    }

    [Fact]
    public async Task Skips_ATransaction_ByItsGtid()
    {
        const string Gtid = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa:5";

        Assert.Equal("Transaction has been skipped successfully.", await Admin($"CALL mysql.rds_skip_transaction_with_gtid('{Gtid}')"));
        Assert.Equal(Gtid, await Admin("SELECT @@GLOBAL.gtid_executed"));
    }

    [Fact]
    public async Task AddsPurgedRanges_OneAfterTheOther_ButNoneTwice()
    {
        const string Uuid = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
        await Admin($"CALL mysql.rds_set_external_source_gtid_purged('{Uuid}', 1, 5)");
        await Admin($"CALL mysql.rds_set_external_source_gtid_purged('{Uuid}', 8, 9)");

        Assert.Equal($"{Uuid}:1-5:8-9", await Admin("SELECT @@GLOBAL.gtid_purged"));
        Assert.StartsWith("The GTID set must be a superset", await Refusal($"CALL mysql.rds_set_external_source_gtid_purged('{Uuid}', 5, 6)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remembers_Configuration_AcrossARestart()
    {
        await Admin("CALL mysql.rds_set_configuration('binlog retention hours', 72)");
        await servers.RestartTargetAsync();

        var rows = await Sql.RowsAsync(servers.TargetAdmin, "CALL mysql.rds_show_configuration", Cancellation);
        Assert.Equal("72", rows.Single(row => row[0] == "binlog retention hours")[1]);
        await Admin("CALL mysql.rds_set_configuration('binlog retention hours', NULL)");
        Assert.Null(await Admin("SELECT value FROM mysql.rds_configuration WHERE name = 'binlog retention hours'"));
    }

    [Fact]
    public async Task Sets_TheSourceDelay()
    {
        await ConfigureAsync();

        await Admin("CALL mysql.rds_set_configuration('source delay', 7)");

        Assert.Equal("7", await Admin("SELECT desired_delay FROM performance_schema.replication_applier_configuration"));
        Assert.Equal("7", await Admin("SELECT value FROM mysql.rds_configuration WHERE name = 'source delay'"));
    }

    [Fact]
    public async Task Kills_TheApplicationsSession()
    {
        await using var application = new MySqlConnection(servers.TargetApplication + ";Pooling=false");
        await application.OpenAsync(Cancellation);

        await Admin($"CALL mysql.rds_kill({application.ServerThread})");

        await Eventually.TrueAsync(
            async () => await Admin($"SELECT COUNT(*) FROM performance_schema.threads WHERE processlist_id = {application.ServerThread}") == "0", Cancellation);
        await using var next = new MySqlCommand("DO 0", application);
        await Assert.ThrowsAnyAsync<Exception>(() => next.ExecuteNonQueryAsync(Cancellation));
    }

    [Fact]
    public async Task Kills_AStatement_AndLeavesItsSession()
    {
        await using var application = new MySqlConnection(servers.TargetApplication + ";Pooling=false");
        await application.OpenAsync(Cancellation);
        await using var sleep = new MySqlCommand("SELECT SLEEP(60)", application);
        var sleeping = sleep.ExecuteScalarAsync(Cancellation);
        await Eventually.TrueAsync(async () => await Admin($"SELECT processlist_state FROM performance_schema.threads WHERE processlist_id = {application.ServerThread}") == "User sleep", Cancellation);

        await Admin($"CALL mysql.rds_kill_query({application.ServerThread})");

        Assert.Equal(1L, Convert.ToInt64(await sleeping, System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(await application.PingAsync(Cancellation));
    }

    [Fact]
    public async Task Refuses_ToKill_TheServicesOwnSessions()
    {
        await using var root = new MySqlConnection(servers.TargetRoot + ";Pooling=false");
        await root.OpenAsync(Cancellation);

        Assert.Equal("CANNOT KILL ROOT SESSION", await Refusal($"CALL mysql.rds_kill({root.ServerThread})"));
        Assert.Equal(MySqlErrorCode.NoSuchThread, (await Assert.ThrowsAsync<MySqlException>(() => Admin("CALL mysql.rds_kill(4000000000)"))).ErrorCode);
    }

    [Fact]
    public async Task Notes_WhoCalledWhat_AndNoPassword()
    {
        await ConfigureAsync();

        var rows = await Sql.RowsAsync(servers.TargetAdmin, "SELECT * FROM mysql.rds_history WHERE action = 'set master with AP' ORDER BY action_timestamp DESC LIMIT 1", Cancellation);
        var row = Assert.Single(rows);
        Assert.Contains("admin@127.0.0.1", row);
        Assert.Contains("repl", row);
        Assert.DoesNotContain(row, value => value is not null && value.Contains(servers.Passwords.Replication, StringComparison.Ordinal));
        Assert.Null(await LeftOver());
    }

    [Fact]
    public async Task Writes_NothingToTheBinaryLog()
    {
        await ConfigureAsync();
        await Admin("CALL mysql.rds_start_replication");
        await Admin("CALL mysql.rds_set_configuration('binlog retention hours', 24)");
        await Admin("CALL mysql.rds_stop_replication");
        await Admin("CALL mysql.rds_reset_external_master");

        Assert.Equal("", await Admin("SELECT @@GLOBAL.gtid_executed"));
    }

    /// <summary>Stop and start take as long as on RDS, for a cutover must be planned for that.</summary>
    [Fact]
    public async Task Takes_ItsTime_AsRdsDoes()
    {
        await RdsLimits.ApplyAsync(servers.TargetRoot, servers.Passwords, RdsPauses.AsOnRds, Cancellation);
        await ConfigureAsync();
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        await Admin("CALL mysql.rds_start_replication");

        Assert.True(clock.GetElapsedTime(started) >= TimeSpan.FromSeconds(3));
    }

    private async Task<string?> LeftOver()
    {
        await using var connection = new MySqlConnection(servers.TargetAdmin + ";Pooling=false;AllowUserVariables=true");
        await connection.OpenAsync(Cancellation);
        await using var call = new MySqlCommand(SetSource(), connection);
        await call.ExecuteNonQueryAsync(Cancellation);
        await using var look = new MySqlCommand("SELECT @rds_lab_statement", connection);
        return await look.ExecuteScalarAsync(Cancellation) as string;
    }

    private Task<string?> ConfigureAsync() => Admin(SetSource());

    private string SetSource() => $"CALL mysql.rds_set_external_master_with_auto_position('127.0.0.1', {servers.Source.Port}, 'repl', '{servers.Passwords.Replication}', 0, 0)";

    private async Task<string> Refusal(string call) => (await Assert.ThrowsAsync<MySqlException>(() => Admin(call))).Message;

    private Task<string?> Admin(string sql) => Sql.AskAsync(servers.TargetAdmin, sql, Cancellation);
}
