using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The server refuses the application's writes now: at most one of the two takes them.</summary>
internal sealed class IsClosedToApp(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation) =>
        await server.IsOpenToAppAsync(cancellation)
            ? Finding.Not($"{server.Name} takes the application's writes now", Role == ServerRole.Target ? "run set-up-replication: it fences the application there" : "set super_read_only = ON there, once it is certain that the application writes to the target")
            : Finding.Ok();
}
