using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>All tables are InnoDB (one consistent dump, writes that can be stopped and rolled back) and have a primary key (rows are found when replicated, and can be named by a checksum).</summary>
internal sealed class TablesSuit(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var rows = await server.RowsAsync(
            $"""
            SELECT t.table_name AS name, COALESCE(t.engine, '') AS engine,
                   EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.index_name = 'PRIMARY') AS pk
            FROM information_schema.tables t WHERE t.table_schema = {Sql.Text(run.Options.Database)} AND t.table_type = 'BASE TABLE' ORDER BY t.table_name
            """,
            cancellation);
        if (rows.Count == 0)
        {
            return Finding.Not($"{server.Name} has no tables in {run.Options.Database}", "is the database's name right?");
        }

        var engines = rows.Where(row => row.Text("engine") != "InnoDB").Select(row => $"{row.Text("name")} is {row.Text("engine")}").ToList();
        var keyless = rows.Where(row => !row.Flag("pk")).Select(row => row.Text("name")).ToList();
        return engines.Count > 0 ? Finding.Not($"{server.Name}: {string.Join(", ", engines)}", "ALTER TABLE … ENGINE = InnoDB")
            : keyless.Count > 0 ? Finding.Unseen($"{server.Name}: no primary key: {string.Join(", ", keyless)}; each replicated change scans the whole table there, and a checksum cannot name rows", "add one")
            : Finding.Ok($"{rows.Count} tables");
    }
}
