using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The server receives from nobody: what it has is its own.</summary>
internal sealed class IsNoReplica(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation) =>
        await server.ReplicaStatusAsync(cancellation) is { } status && (status.IoRunning || status.SqlRunning)
            ? Finding.Not($"{server.Name} replicates from {status.SourceHost}:{status.SourcePort}", "is this the expected role? `status` shows both servers")
            : Finding.Ok();
}
