using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The target has no such database yet, or an empty one: a load must not mix with what is there.</summary>
internal sealed class LacksDatabase() : ServerGuard(ServerRole.Target)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var tables = (await server.RowsAsync($"SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = {Sql.Text(run.Options.Database)}", cancellation))[0].Number("n");
        return tables == 0
            ? Finding.Ok()
            : Finding.Not(
                $"{server.Name} already has {tables} tables in {run.Options.Database}",
                $"if nothing needs them: DROP DATABASE {Sql.Name(run.Options.Database)} on {server.Name} and start again; if they are the loaded dump: go on with set-up-replication");
    }
}
