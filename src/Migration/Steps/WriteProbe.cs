using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>
/// Tries a write exactly as the application makes one: its account, through the proxy, on one of its tables. The row is really changed, in a
/// transaction that is rolled back, so that nothing of it remains in production.
/// </summary>
internal static class WriteProbe
{
    /// <summary>Opens the application's connection through the proxy and checks which server is at its other end.</summary>
    /// <exception cref="SqlFailure">It is not the expected one.</exception>
    public static async Task<ISqlSession> OpenAsync(RunContext run, ServerRole expected, CancellationToken cancellation)
    {
        var session = await run.Connector.OpenAsync(new SessionRequest(expected, ThroughProxy: true, run.Options.App, run.Options.Database), cancellation);
        try
        {
            var answer = await session.RunAsync(Tag.On(["SET SESSION innodb_lock_wait_timeout = 1", "SELECT @@server_uuid AS uuid"], run), cancellation);
            return answer[^1][0].Text("uuid").Equals(run[expected].Identity.Uuid, StringComparison.OrdinalIgnoreCase)
                ? session
                : throw new SqlFailure("proxy", 0, $"a new connection reached another server than {run[expected].Name}");
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>One round trip. USE takes up privileges that were granted after the session began.</summary>
    public static async Task<Finding> WriteAsync(RunContext run, ISqlSession session, ServerRole expected, CancellationToken cancellation)
    {
        var answer = await session.RunAsync(
            Tag.On(
            [
                $"USE {Sql.Name(run.Options.Database)}",
                "START TRANSACTION",
                run.Recall(Remembered.ProbeStatement) ?? throw new InvalidOperationException("no probe was chosen"),
                "SELECT ROW_COUNT() AS changed, @@server_uuid AS uuid, @@GLOBAL.read_only AS ro",
                "ROLLBACK",
            ], run),
            cancellation);
        var row = answer[^1][0];
        if (!row.Text("uuid").Equals(run[expected].Identity.Uuid, StringComparison.OrdinalIgnoreCase))
        {
            return Finding.Not($"the write landed on another server than {run[expected].Name}");
        }

        return row.Flag("ro") || row.Number("changed") < 1
            ? Finding.Not($"{run[expected].Name} changed nothing")
            : Finding.Ok($"a write through the proxy changed a row on {run[expected].Name} (rolled back)");
    }

    /// <summary>Chooses a row that can be changed: a plain column of a small table with a key.</summary>
    public static async Task<string?> ChooseAsync(Server server, string database, CancellationToken cancellation)
    {
        var schema = Sql.Text(database);
        var candidates = await server.RowsAsync(
            $"""
            SELECT c.table_name AS t, c.column_name AS c, c.data_type AS type
            FROM information_schema.columns c
            JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' AND t.engine = 'InnoDB'
            WHERE c.table_schema = {schema} AND c.column_key = '' AND c.generation_expression = ''
              AND c.data_type IN ('datetime', 'timestamp', 'int', 'bigint', 'varchar')
              AND NOT EXISTS (SELECT 1 FROM information_schema.key_column_usage k WHERE k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name)
              AND EXISTS (SELECT 1 FROM information_schema.statistics s WHERE s.table_schema = c.table_schema AND s.table_name = c.table_name AND s.index_name = 'PRIMARY')
            ORDER BY c.data_type NOT IN ('datetime', 'timestamp'), c.column_name <> 'updated_at', t.table_rows, c.table_name, c.column_name
            LIMIT 40
            """,
            cancellation);
        foreach (var candidate in candidates)
        {
            var table = $"{Sql.Name(database)}.{Sql.Name(candidate.Text("t"))}";
            var column = Sql.Name(candidate.Text("c"));
            if ((await server.RowsAsync($"SELECT EXISTS (SELECT 1 FROM {table} WHERE {column} IS NOT NULL) AS found", cancellation))[0].Flag("found"))
            {
                return $"UPDATE {table} SET {column} = {Changed(column, candidate.Text("type"))} WHERE {column} IS NOT NULL LIMIT 1";
            }
        }

        return null;
    }

    /// <summary>Another value, so that a row is really written.</summary>
    private static string Changed(string column, string type) => type switch
    {
        "datetime" or "timestamp" => $"{column} - INTERVAL 1 SECOND",
        "varchar" => $"IF({column} = '', 'x', '')",
        _ => $"{column} - 1",
    };
}
