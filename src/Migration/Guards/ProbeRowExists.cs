using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>There is a row on which a write can be tried (and rolled back) through the proxy.</summary>
internal sealed class ProbeRowExists(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        if (await WriteProbe.ChooseAsync(server, run.Options.Database, cancellation) is not { } statement)
        {
            return Finding.Not($"{server.Name}: {run.Options.Database} has no row that a write could be tried on", "insert one row into any table with a primary key and a plain column");
        }

        run.Memory[Remembered.ProbeStatement] = statement;
        return Finding.Ok(statement);
    }
}
