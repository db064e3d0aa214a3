using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>Our account on the server may do what the runbook will do.</summary>
internal sealed class AdminSuffices(ServerRole role) : ServerGuard(role)
{
    private static readonly string[] OnSource = ["SYSTEM_VARIABLES_ADMIN", "CONNECTION_ADMIN", "REPLICATION_SLAVE_ADMIN"];
    private static readonly string[] Everywhere = ["PROCESS", "REPLICATION CLIENT", "SELECT"];

    protected override async Task<Finding> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        var rows = await server.RowsAsync(
            "SELECT privilege_type AS p FROM information_schema.user_privileges WHERE grantee = CONCAT(QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', 1)), '@', QUOTE(SUBSTRING_INDEX(CURRENT_USER(), '@', -1)))",
            cancellation);
        var held = rows.Select(row => row.Text("p")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = Everywhere.Where(privilege => !held.Contains(privilege)).ToList();
        if (Role == ServerRole.Source && !held.Contains("SUPER"))
        {
            missing.AddRange(OnSource.Where(privilege => !held.Contains(privilege)));
        }

        return missing.Count == 0
            ? Finding.Ok()
            : Finding.Not($"our account on {server.Name} lacks {string.Join(", ", missing)}", $"grant them, or use {(Role == ServerRole.Source ? "root" : "the RDS administrator")}");
    }
}
