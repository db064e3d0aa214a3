using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>
/// The next AUTO_INCREMENT value of every table on the new server is behind none of the old server's rows: an insert after the switch must not meet
/// a key that is taken. A smaller head that merely reuses the gap of rolled back inserts is told, not refused.
/// </summary>
internal sealed class AutoIncrementHeadsSuit(Way way) : PairGuard
{
    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        var from = run[way.From];
        var to = run[way.To];
        var heads = await HeadsAsync(from, run.Options.Database, cancellation);
        if (!await to.HasExecutedAsync(await from.ExecutedAsync(cancellation), run.Options.Limits.Lag, cancellation))
        {
            return Finding.Not("not checked: the new server is behind");
        }

        var theirs = await HeadsAsync(to, run.Options.Database, cancellation);
        var behind = heads.Where(head => Head(theirs, head.Key) < head.Value.Head).ToList();
        var largest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (table, (column, _)) in behind)
        {
            largest[table] = (await to.RowsAsync($"SELECT COALESCE(MAX({Sql.Name(column)}), 0) AS largest FROM {Sql.Name(run.Options.Database)}.{Sql.Name(table)}", cancellation))[0].Number("largest");
        }

        // Rows arrive while we look: only a head that is read after the largest key and is still behind it will collide.
        var now = behind.Count > 0 ? await HeadsAsync(to, run.Options.Database, cancellation) : theirs;
        var low = largest.Where(table => Head(now, table.Key) <= table.Value).Select(table => $"{table.Key}: next is {Head(now, table.Key)}, but {table.Value} is taken").ToList();
        var gaps = behind.Count - low.Count;
        return low.Count > 0 ? Finding.Not($"{to.Name}: {string.Join("; ", low)}", "ALTER TABLE … AUTO_INCREMENT on it")
            : Finding.Ok($"{heads.Count} tables{(gaps > 0 ? $", {gaps} with a gap of rolled back inserts" : "")}");
    }

    private static long Head(Dictionary<string, (string Column, long Head)> heads, string table) => heads.TryGetValue(table, out var found) ? found.Head : 0;

    private static async Task<Dictionary<string, (string Column, long Head)>> HeadsAsync(Server server, string database, CancellationToken cancellation)
    {
        // Without this the dictionary answers with figures up to a day old.
        var answers = await server.AskAsync(
            cancellation,
            "SET SESSION information_schema_stats_expiry = 0",
            $"""
            SELECT t.table_name AS name, c.column_name AS col, CAST(COALESCE(t.auto_increment, 0) AS SIGNED) AS head
            FROM information_schema.tables t JOIN information_schema.columns c ON c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.extra LIKE '%auto_increment%'
            WHERE t.table_schema = {Sql.Text(database)} AND t.table_type = 'BASE TABLE'
            """);
        return answers[^1].ToDictionary(row => row.Text("name"), row => (row.Text("col"), row.Number("head")), StringComparer.Ordinal);
    }
}
