using Migration.Running;
using Migration.Servers;

namespace Migration.Guards;

/// <summary>The server answers, and is a MySQL this tool knows. First of all guards: the others need it.</summary>
internal sealed class IsReachable(ServerRole role) : Guard
{
    public override string Name => $"{role}{nameof(IsReachable)}";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var server = run[role];
        await server.SessionAsync(SessionUse.Main, cancellation);
        var identity = server.Identity;
        if (identity.VersionComment.Contains("MariaDB", StringComparison.OrdinalIgnoreCase) || identity.VersionText.Contains("MariaDB", StringComparison.OrdinalIgnoreCase))
        {
            return Finding.Not($"{server.Name} is MariaDB: it has other GTIDs and no super_read_only", "migrate between MySQL servers");
        }

        return identity.Dialect.IsSupported
            ? Finding.Ok($"{server.Name}: MySQL {identity.VersionText}, server_id {identity.ServerId}, {identity.Uuid}")
            : Finding.Not($"{server.Name} is MySQL {identity.VersionText}", "8.0 is the oldest that can be migrated");
    }
}
