using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>Nobody else holds the gate (<see cref="SessionGate"/>): the switch could not close it.</summary>
internal sealed class SessionGateIsFree(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var holder = (await server.RowsAsync($"SELECT COALESCE(IS_USED_LOCK({Sql.Text(SessionGate.Lock)}), 0) AS id", cancellation))[0].Number("id");
        return holder == 0
            ? Finding.Ok()
            : Finding.Not($"{server.Name}: session {holder} holds the lock {SessionGate.Lock}", "end that session: its pools cannot use their older ones either");
    }
}
