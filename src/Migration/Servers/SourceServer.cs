using System.Globalization;
using Migration.Replication;
using Migration.Running;

namespace Migration.Servers;

/// <summary>The server to leave. We hold SUPER: writes are stopped with <c>super_read_only</c>, replication is driven directly.</summary>
internal sealed class SourceServer(DatabaseEndpoint endpoint, RunContext run, ISqlConnector connector) : Server(ServerRole.Source, endpoint, run, connector)
{
    public override async Task<bool> IsOpenToAppAsync(CancellationToken cancellation)
    {
        var row = (await RowsAsync("SELECT @@GLOBAL.read_only AS ro, @@GLOBAL.super_read_only AS sro", cancellation))[0];
        return !row.Flag("ro") && !row.Flag("sro") && await AppGrantsAsync(cancellation) is { CanWrite: true };
    }

    /// <summary>When SET returns, every commit that began before it is done and in gtid_executed; the wait for statements and table locks
    /// at work is bounded by lock_wait_timeout. https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_read_only</summary>
    public override async Task<GtidSet> CloseToAppAsync(CancellationToken cancellation)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(Run.Options.Limits.Freeze.TotalSeconds));
        var answers = await AskAsync(
            cancellation,
            string.Create(CultureInfo.InvariantCulture, $"SET SESSION lock_wait_timeout = {seconds}"),
            "SET GLOBAL super_read_only = ON",
            "SELECT @@GLOBAL.super_read_only AS sro, @@GLOBAL.gtid_executed AS executed");
        return answers[^1][0].Flag("sro")
            ? GtidSet.Parse(answers[^1][0].Text("executed"))
            : throw new SqlFailure(Name, 0, "super_read_only is OFF again right after it was set ON: somebody else is at work here");
    }

    /// <summary>super_read_only off (SUPER may write, the application may not) → its grants, without a GTID → read_only off.</summary>
    public override async Task OpenToAppAsync(string privileges, CancellationToken cancellation)
    {
        try
        {
            var answers = await AskAsync(
                SessionUse.Accounts,
                cancellation,
                "SET GLOBAL super_read_only = OFF",
                "SET SESSION sql_log_bin = 0",
                GrantText(privileges),
                "SET SESSION sql_log_bin = 1",
                "SET GLOBAL read_only = OFF",
                "SELECT @@GLOBAL.read_only AS ro");
            if (answers[^1][0].Flag("ro"))
            {
                throw new SqlFailure(Name, 0, "read_only is ON again right after it was set OFF: somebody else is at work here");
            }
        }
        catch
        {
            // Its session may have been left with sql_log_bin off.
            await DropSessionAsync(SessionUse.Accounts);
            throw;
        }
    }

    /// <summary>KILL takes no subquery, the argument of CALL does. https://dev.mysql.com/doc/refman/8.4/en/kill.html</summary>
    public override Statement[] Kill(string id) => Identity.ExecutesText
        ? [$"CALL sys.execute_prepared_stmt(CONCAT('KILL ', {id}))"]
        : [$"SET @lab_id = {id}", "KILL @lab_id"];

    public override async Task PointAtAsync(Server origin, CancellationToken cancellation)
    {
        // What the target did on its own before it was promoted (the dump's load, the fence) is either here already or must not come:
        // it counts as executed. Allowed under super_read_only.
        var known = Run.Known.All().Except(await ExecutedAsync(cancellation));
        if (!known.IsEmpty)
        {
            await AskAsync(cancellation, $"SET GLOBAL gtid_purged = {Sql.Text("+" + known)}");
        }

        await AskAsync(
            SessionUse.Replication,
            cancellation,
            Dialect.IgnoreMySqlSchema,
            Dialect.ChangeSource(origin.Endpoint.PeerHost, origin.Endpoint.PeerPort, Run.Options.Replication, Run.Options.ReplicationTls));
    }

    protected override async Task StartAsync(CancellationToken cancellation) => await AskAsync(SessionUse.Replication, cancellation, Dialect.StartReplica);

    protected override async Task StopAsync(CancellationToken cancellation) => await AskAsync(SessionUse.Replication, cancellation, Dialect.StopReplica);

    protected override async Task ForgetAsync(CancellationToken cancellation) => await AskAsync(SessionUse.Replication, cancellation, Dialect.ResetReplica);
}
