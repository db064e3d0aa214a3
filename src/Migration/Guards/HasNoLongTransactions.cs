using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>No old transaction on the server whose writes are about to stop: it would fail at its commit, and may hold up the freeze.</summary>
internal sealed class HasNoLongTransactions(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var limit = (long)Math.Ceiling(run.Options.Limits.TransactionAge.TotalSeconds);
        var rows = await server.RowsAsync(
            $"""
            SELECT x.trx_mysql_thread_id AS id, TIMESTAMPDIFF(SECOND, x.trx_started, NOW()) AS age, COALESCE(p.user, '?') AS user, COALESCE(LEFT(x.trx_query, 80), '') AS query
            FROM information_schema.innodb_trx x LEFT JOIN information_schema.processlist p ON p.id = x.trx_mysql_thread_id
            WHERE x.trx_mysql_thread_id > 0 AND x.trx_started < NOW() - INTERVAL {limit} SECOND AND COALESCE(p.user, '') <> 'system user'
            ORDER BY x.trx_started LIMIT 5
            """,
            cancellation);
        return rows.Count == 0
            ? Finding.Ok()
            : Finding.Not(
                $"{server.Name}: transactions open for longer than {limit} s: {string.Join("; ", rows.Select(row => $"session {row.Text("id")} ({row.Text("user")}) for {row.Text("age")} s {row.Text("query")}".TrimEnd()))}",
                "let them end or end their sessions");
    }
}
