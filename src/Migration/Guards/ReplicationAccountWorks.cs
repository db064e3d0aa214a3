using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The account with which the other server would replicate from this one exists, logs in and may read the binary log.</summary>
internal sealed class ReplicationAccountWorks(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        await using var session = await run.Connector.OpenAsync(new SessionRequest(Role, Account: run.Options.Replication), cancellation);
        var answer = await session.RunAsync(Tag.On(["SHOW GRANTS"], run), cancellation);
        return answer[0].Any(row => row.Text(0).Contains("REPLICATION SLAVE", StringComparison.OrdinalIgnoreCase) || row.Text(0).Contains("ALL PRIVILEGES ON *.*", StringComparison.OrdinalIgnoreCase))
            ? Finding.Ok($"{run.Options.Replication.User} on {server.Name}")
            : Finding.Not($"{run.Options.Replication.User} on {server.Name} lacks REPLICATION SLAVE", "grant it, or run set-up-replication");
    }
}
