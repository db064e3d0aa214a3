using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The server takes the application's writes now.</summary>
internal sealed class IsOpenToApp(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation) =>
        await server.IsOpenToAppAsync(cancellation)
            ? Finding.Ok()
            : Finding.Not($"{server.Name} does not take the application's writes now", "`status` shows which server does");
}
