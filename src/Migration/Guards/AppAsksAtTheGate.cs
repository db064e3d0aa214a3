using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>
/// Does the application validate its sessions at the gate (<see cref="SessionGate"/>)? If not, a read may meet the end of its session: told, because
/// only the operator can say which pools matter.
/// </summary>
internal sealed class AppAsksAtTheGate(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        const string Advice = "HikariCP: connectionTestQuery and aliveBypassWindowMs as docs/runbooks.md gives them";
        if (!server.Identity.HasPerformanceSchema)
        {
            return Finding.Unseen($"{server.Name} has no performance schema: whether the application asks at the gate cannot be seen", Advice);
        }

        var asked = await server.RowsAsync(
            $"SELECT EXISTS (SELECT 1 FROM performance_schema.events_statements_summary_by_digest WHERE digest_text LIKE {Sql.Text(SessionGate.DigestMark)} AND last_seen > NOW() - INTERVAL 1 MINUTE) AS asked",
            cancellation);
        return asked[0].Flag("asked")
            ? Finding.Ok("the application validates its sessions at the gate")
            : Finding.Unseen($"{server.Name}: no session was validated at the gate within a minute, so a request may meet the end of its session", Advice);
    }
}
