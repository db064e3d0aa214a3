using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>Binary log on, whole rows in it, GTIDs on: what replication in both directions stands on.</summary>
internal sealed class LogsRows(ServerRole role) : ServerGuard(role)
{
    private static readonly (string Variable, string Wanted)[] Wanted =
    [
        ("log_bin", "1"), ("binlog_format", "ROW"), ("binlog_row_image", "FULL"), ("gtid_mode", "ON"), ("enforce_gtid_consistency", "ON"), ("log_replica_updates", "1"),
    ];

    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        // log_replica_updates was log_slave_updates before 8.0.26.
        var updates = server.Dialect.Version.IsAtLeast(8, 0, 26) ? "log_replica_updates" : "log_slave_updates";
        var row = (await server.RowsAsync(
            $"SELECT @@GLOBAL.log_bin AS log_bin, @@GLOBAL.binlog_format AS binlog_format, @@GLOBAL.binlog_row_image AS binlog_row_image, @@GLOBAL.gtid_mode AS gtid_mode, @@GLOBAL.enforce_gtid_consistency AS enforce_gtid_consistency, @@GLOBAL.{updates} AS log_replica_updates, @@server_id AS server_id",
            cancellation))[0];
        var wrong = Wanted.Where(wanted => row.Text(wanted.Variable) != wanted.Wanted).Select(wanted => $"{wanted.Variable} is {row.Text(wanted.Variable)}").ToList();
        if (row.Number("server_id") == 0)
        {
            wrong.Add("server_id is 0");
        }

        return wrong.Count == 0
            ? Finding.Ok("log_bin, ROW, FULL, gtid_mode ON")
            : Finding.Not($"{server.Name}: {string.Join(", ", wrong)}", Role == ServerRole.Source ? "set them in my.cnf (log_bin needs a restart: plan it)" : "set them in the instance's parameter group");
    }
}
