using Migration.Replication;
using Migration.Running;

namespace Migration.Servers;

/// <summary>The server to move to. We hold what RDS gives: no <c>read_only</c>, no replication statements; grants and the <c>rds_*</c> procedures instead.</summary>
internal sealed class TargetServer(DatabaseEndpoint endpoint, RunContext run, ISqlConnector connector) : Server(ServerRole.Target, endpoint, run, connector)
{
    public override async Task<bool> IsOpenToAppAsync(CancellationToken cancellation) => await AppGrantsAsync(cancellation) is { CanWrite: true };

    /// <summary>Revokes the application's writes and ends the sessions that are older than that: a session keeps its database privileges until it
    /// says USE or reconnects. https://dev.mysql.com/doc/refman/8.4/en/privilege-changes.html</summary>
    public override async Task<GtidSet> CloseToAppAsync(CancellationToken cancellation)
    {
        if (await AppGrantsAsync(cancellation) is { Writing.Count: > 0 } grants)
        {
            await AskAsync(SessionUse.Accounts, cancellation,
                $"REVOKE {AppGrants.Join(grants.Writing)} ON {grants.DatabaseText}.* FROM {Sql.Account(Run.Options.App)}");
        }

        var sessions = new AppSessions(this, Run);
        await sessions.EndAllAsync(await sessions.ShutOutAsync(cancellation), spare: null, cancellation);
        Run.Count(FactNames.SessionsKilled, sessions.Killed);
        Run.Count(FactNames.SessionsKilledBusy, sessions.KilledBusy);
        return await ExecutedAsync(cancellation);
    }

    public override async Task OpenToAppAsync(string privileges, CancellationToken cancellation) =>
        await AskAsync(SessionUse.Accounts, cancellation, GrantText(privileges));

    public override Statement[] Kill(string id) => [$"CALL mysql.rds_kill({id})"];

    /// <summary>Own transactions so far, as GTIDs.</summary>
    public async Task<GtidSet> OwnAsync(CancellationToken cancellation) => (await ExecutedAsync(cancellation)).OfServer(Identity.Uuid);

    public override async Task PointAtAsync(Server origin, CancellationToken cancellation) =>
        await AskAsync(SessionUse.Replication, cancellation,
            Dialect.CallSetExternalSource(origin.Endpoint.PeerHost, origin.Endpoint.PeerPort, Run.Options.Replication, Run.Options.ReplicationTls));

    protected override async Task StartAsync(CancellationToken cancellation) => await CallAsync(Dialect.StartReplication, cancellation);

    protected override async Task StopAsync(CancellationToken cancellation) => await CallAsync(Dialect.StopReplication, cancellation);

    protected override async Task ForgetAsync(CancellationToken cancellation) => await CallAsync(Dialect.ResetExternalSource, cancellation);

    private async Task CallAsync(string procedure, CancellationToken cancellation) =>
        await AskAsync(SessionUse.Replication, cancellation, $"CALL mysql.{procedure}()");
}
