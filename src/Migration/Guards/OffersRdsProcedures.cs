using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The target is driven by RDS's procedures only.</summary>
internal sealed class OffersRdsProcedures() : ServerGuard(ServerRole.Target)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var rows = await server.RowsAsync("SELECT routine_name AS name FROM information_schema.routines WHERE routine_schema = 'mysql' AND routine_type = 'PROCEDURE'", cancellation);
        var there = rows.Select(row => row.Text("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = server.Dialect.Procedures.Where(name => !there.Contains(name)).ToList();
        return missing.Count == 0
            ? Finding.Ok()
            : Finding.Not($"{server.Name} lacks mysql.{string.Join(", mysql.", missing)}", "is this an RDS for MySQL instance, and its minor version recent enough (8.0.37 for rds_set_external_source_gtid_purged)?");
    }
}
