using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>Binary logs live long enough for replication in either direction to be interrupted. RDS deletes them at once unless told otherwise.</summary>
internal sealed class KeepsBinlogs(ServerRole role) : ServerGuard(role)
{
    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var wanted = run.Options.Limits.BinlogRetention;
        if (Role == ServerRole.Source)
        {
            var kept = (await server.RowsAsync("SELECT @@GLOBAL.binlog_expire_logs_seconds AS s", cancellation))[0].Number("s");
            return kept == 0 || kept >= wanted.TotalSeconds
                ? Finding.Ok(kept == 0 ? "kept for ever" : $"kept for {kept / 3600} h")
                : Finding.Not($"{server.Name} keeps its binary logs for {kept} s only", $"SET PERSIST binlog_expire_logs_seconds = {(long)wanted.TotalSeconds}");
        }

        var rows = (await server.AskAsync(cancellation, "CALL mysql.rds_show_configuration()"))[0];
        var hours = rows.FirstOrDefault(row => row.Text("name") == "binlog retention hours")?.NumberOrNull("value");
        return hours is { } set && set >= wanted.TotalHours
            ? Finding.Ok($"kept for {set} h")
            : Finding.Not(
                $"{server.Name} keeps its binary logs for {(hours is null ? "no longer than it needs them itself" : $"{hours} h only")}",
                "CALL mysql.rds_set_configuration('binlog retention hours', 72), or run set-up-replication");
    }
}
