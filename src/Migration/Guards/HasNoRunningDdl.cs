using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>No DDL and no LOCK TABLES on the server whose writes are about to stop: the freeze would wait for them.</summary>
internal sealed class HasNoRunningDdl(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var ddl = await server.RowsAsync(
            """
            SELECT id, user, time, LEFT(info, 80) AS info FROM information_schema.processlist
            WHERE id <> CONNECTION_ID() AND command IN ('Query', 'Execute')
              AND info REGEXP '^[[:space:]]*(/[*].*[*]/)?[[:space:]]*(ALTER|CREATE|DROP|RENAME|TRUNCATE|OPTIMIZE|REPAIR|FLUSH)[[:space:]]'
            LIMIT 5
            """,
            cancellation);
        IReadOnlyList<ResultRow> locks = server.Identity.HasPerformanceSchema
            ? await server.RowsAsync(
                """
                SELECT t.processlist_id AS id, COALESCE(t.processlist_user, '?') AS user, COALESCE(t.processlist_time, 0) AS time, CONCAT(m.lock_type, ' on ', m.object_schema, '.', m.object_name) AS info
                FROM performance_schema.metadata_locks m JOIN performance_schema.threads t ON t.thread_id = m.owner_thread_id
                WHERE m.lock_status = 'GRANTED' AND m.object_type = 'TABLE' AND t.processlist_id <> CONNECTION_ID()
                  AND m.lock_type IN ('SHARED_NO_READ_WRITE', 'SHARED_READ_ONLY', 'EXCLUSIVE', 'SHARED_UPGRADABLE', 'SHARED_NO_WRITE')
                LIMIT 5
                """,
                cancellation)
            : [];
        var found = ddl.Concat(locks).Select(row => $"session {row.Text("id")} ({row.Text("user")}, {row.Text("time")} s): {row.Text("info")}").ToList();
        return found.Count == 0
            ? Finding.Ok()
            : Finding.Not($"{server.Name}: {string.Join("; ", found)}", "let it end: stopping the writes would wait for it");
    }
}
