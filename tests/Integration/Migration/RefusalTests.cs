using Migration;
using Migration.Running;

namespace Integration.Migration;

/// <summary>Every bad state refuses the cutover by the precondition that is about it, says a way out, and leaves everything as it was.</summary>
[Collection(nameof(MigrationCollection))]
public sealed class RefusalTests(MigrationServers servers)
{
    [Fact]
    public Task StoppedReplication() => RefusesAsync("TargetReplicatesFromSource", lab =>
        Lab.ExecuteAsync(servers.TargetAdmin, "CALL mysql.rds_stop_replication()"));

    [Fact]
    public Task BrokenReplication() => RefusesAsync("TargetReplicatesFromSource", async lab =>
    {
        await Lab.ExecuteAsync(servers.TargetRoot, "SET sql_log_bin = 0; DELETE FROM doktori.reading_genres WHERE id = 3");
        await Lab.ExecuteAsync(servers.SourceRoot, "UPDATE doktori.reading_genres SET name = 'gone' WHERE id = 3");
        await Lab.UntilAsync(servers.TargetRoot, "SELECT COUNT(*) FROM performance_schema.replication_applier_status_by_worker WHERE last_error_number <> 0");
    }, expectedWords: "the applier is not running");

    [Fact]
    public Task LagAboveTheLimit() => RefusesAsync("TargetIsCaughtUp", async lab =>
    {
        await lab.DelayReplicaAsync(60);
        await Lab.ExecuteAsync(servers.SourceRoot, "UPDATE doktori.users SET nickname = 'late' WHERE id = 1");
    }, expectedWords: "1 transactions behind");

    [Fact]
    public Task ErrantTransaction() => RefusesAsync("TargetHasNoErrantTransactions", lab =>
        Lab.ExecuteAsync(servers.TargetAdmin, "UPDATE doktori.users SET nickname = 'errant' WHERE id = 2"));

    /// <summary>As after a crash that cost the source what it had sent already.</summary>
    [Fact]
    public Task TransactionTheSourceHasLost() => RefusesAsync("TargetHasNoErrantTransactions", async lab =>
    {
        var source = await Lab.AskAsync<string>(servers.SourceRoot, "SELECT @@server_uuid");
        await Lab.ExecuteAsync(servers.TargetRoot, $"SET gtid_next = '{source}:1000000'; BEGIN; COMMIT; SET gtid_next = AUTOMATIC");
    }, expectedWords: ":1000000");

    [Fact]
    public Task SchemaDifference() => RefusesAsync("SchemasAreEqual", lab =>
        Lab.ExecuteAsync(servers.TargetRoot, "SET sql_log_bin = 0; ALTER TABLE doktori.users MODIFY nickname VARCHAR(40) NOT NULL, ADD KEY extra (updated_at)"),
        expectedWords: "column users.nickname");

    [Fact]
    public async Task LongOpenTransaction()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var open = await OpenTransaction.BeginAsync(servers.SourceApplication);
        await Lab.UntilAsync(servers.SourceRoot, "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_started < NOW() - INTERVAL 1 SECOND");
        await RefusesAsync(lab, "SourceHasNoLongTransactions", lab.Options with { Limits = lab.Options.Limits with { TransactionAge = TimeSpan.FromSeconds(1) } }, "doktori_app");
    }

    [Fact]
    public async Task TableLock()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var locked = await OpenTransaction.BeginAsync(servers.SourceApplication, "LOCK TABLES doktori.users WRITE");
        await RefusesAsync(lab, "SourceHasNoRunningDdl", lab.Options, "SHARED_NO_READ_WRITE on doktori.users");
    }

    [Fact]
    public async Task GateHeldBySomebodyElse()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await using var holder = await OpenTransaction.BeginAsync(servers.SourceApplication, $"DO GET_LOCK('{SessionGate.Lock}', 0)");
        await RefusesAsync(lab, "SourceSessionGateIsFree", lab.Options, SessionGate.Lock);
    }

    [Fact]
    public Task UnfencedTarget() => RefusesAsync("TargetIsClosedToApp", lab =>
        Lab.ExecuteAsync(servers.TargetRoot, "SET sql_log_bin = 0; GRANT UPDATE ON doktori.* TO doktori_app@'%'"), targetIsOpen: true);

    [Fact]
    public Task GrantPastTheFence() => RefusesAsync("AppAccountMatches", lab =>
        Lab.ExecuteAsync(servers.SourceRoot, "SET sql_log_bin = 0; GRANT RELOAD ON *.* TO doktori_app@'%'"), expectedWords: "past the fence", after: () =>
        Lab.ExecuteAsync(servers.SourceRoot, "SET sql_log_bin = 0; REVOKE RELOAD ON *.* FROM doktori_app@'%'"));

    [Fact]
    public Task ForgottenBinlogRetention() => RefusesAsync("TargetKeepsBinlogs", lab =>
        Lab.ExecuteAsync(servers.TargetAdmin, "CALL mysql.rds_set_configuration('binlog retention hours', NULL)"), expectedWords: "rds_set_configuration");

    [Fact]
    public async Task WrongPasswords()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        var options = lab.Options;
        await RefusesAsync(lab, "TargetAppCanLogIn", options with { App = options.App with { Password = "wrong" } }, "1045");
        await RefusesAsync(lab, "TargetReplicationAccountWorks", options with { Replication = options.Replication with { Password = "wrong" } }, "1045");
        await RefusesAsync(lab, "TargetIsReachable", options with { Target = options.Target with { ConnectionString = options.Target.ConnectionString.Replace(servers.Passwords.Admin, "wrong", StringComparison.Ordinal) } }, "1045");
    }

    [Fact]
    public async Task ProxyDown_OrNotOurs()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await RefusesAsync(lab, "ProxyAnswers", lab.Options with { Proxy = lab.Options.Proxy with { ControlToken = "wrong" } }, "token");
        await RefusesAsync(lab, "ProxyAnswers", lab.Options with { Proxy = lab.Options.Proxy with { TargetUpstream = "nowhere" } }, "no upstream nowhere");
        await lab.StopProxyAsync();
        await RefusesAsync(lab, "ProxyAnswers", lab.Options, "no answer");
    }

    [Fact]
    public async Task DumpIntoADatabaseThatIsThere()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        var refused = await lab.RunAsync(Runbooks.DumpAndLoad());
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Contains(refused.Guards, guard => guard is { Name: "TargetLacksDatabase", Verdict: GuardVerdict.Fails, WayOut: not null });
    }

    [Fact]
    public async Task ADryRun_TouchesNothing()
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        var before = await StatusReader.ReadAsync(lab.Context, TestContext.Current.CancellationToken);
        var planned = await RunbookRunner.RunAsync(Runbooks.CutOver(), lab.Context, new RunOptions { DryRun = true }, lab.Events, TestContext.Current.CancellationToken);
        Assert.Equal(RunOutcome.Planned, planned.Outcome);
        Assert.All(planned.Steps, step => Assert.Equal(StepOutcome.Planned, step.Outcome));
        var after = await StatusReader.ReadAsync(lab.Context, TestContext.Current.CancellationToken);
        Assert.Equal((before.Source, before.Target, before.ProxyActive), (after.Source, after.Target, after.ProxyActive));
    }

    private async Task RefusesAsync(string guard, Func<Lab, Task> spoil, string? expectedWords = null, bool targetIsOpen = false, Func<Task>? after = null)
    {
        await using var lab = await Lab.ReplicatingAsync(servers);
        await spoil(lab);
        try
        {
            await RefusesAsync(lab, guard, lab.Options, expectedWords, targetIsOpen);
        }
        finally
        {
            await (after?.Invoke() ?? Task.CompletedTask);
        }
    }

    private async Task RefusesAsync(Lab lab, string guard, MigrationOptions options, string? expectedWords, bool targetIsOpen = false)
    {
        var source = await Lab.AskAsync<string>(servers.SourceRoot, "SELECT @@gtid_executed");
        var target = await Lab.AskAsync<string>(servers.TargetRoot, $"SELECT GTID_SUBTRACT(@@gtid_executed, '{source.Replace("\n", "", StringComparison.Ordinal)}')");
        var refused = await lab.RunAsync(Runbooks.CutOver(), options);

        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        var failed = Assert.Single(refused.Guards, result => result.Name == guard);
        Assert.Equal(GuardVerdict.Fails, failed.Verdict);
        Assert.Contains(expectedWords ?? "", $"{failed.Detail} {failed.WayOut}", StringComparison.Ordinal);
        Assert.All(refused.Steps, step => Assert.Equal(StepOutcome.NotReached, step.Outcome));
        Assert.Equal((true, targetIsOpen), await lab.WritableAsync());
        Assert.Equal(source, await Lab.AskAsync<string>(servers.SourceRoot, "SELECT @@gtid_executed"));
        Assert.Equal(target, await Lab.AskAsync<string>(servers.TargetRoot, $"SELECT GTID_SUBTRACT(@@gtid_executed, '{source.Replace("\n", "", StringComparison.Ordinal)}')"));
    }
}
