using Migration;
using Rehearsal.CommandLine;

namespace AppHost.CommandLine;

/// <summary>What the user asked of the lab; already validated.</summary>
/// <param name="Rehearsal">Given to the rehearsal; its rows and seed are those of the source.</param>
/// <param name="MySqlPath">A mysqld to use instead of the one that would be found; null finds one.</param>
/// <param name="MySql">Who runs the MySQL servers.</param>
/// <param name="AliveBypassMilliseconds">How long after its last use a pooled connection is trusted without a check; 0 checks each, which in production is HikariCP's -1.</param>
/// <param name="ProxyPort">Port of db-proxy; null takes a free one.</param>
/// <param name="ApiPort">Port of the API; null takes a free one.</param>
internal sealed record LabOptions(
    RehearsalOptions Rehearsal,
    string? MySqlPath,
    MySqlChoice MySql,
    int AliveBypassMilliseconds,
    int? ProxyPort,
    int? ApiPort)
{
    public const int LongestAliveBypass = 60_000;

    /// <summary>The image of the embedded set's containers; null for the usual one.</summary>
    public string? MySqlImage { get; init; }

    /// <summary>What a pooled connection is asked before it is handed out; null pings it, as HikariCP does by default.</summary>
    public string? ConnectionTestQuery { get; init; } = SessionGate.ValidationQuery;

    public DashboardChoice Dashboard { get; init; } = DashboardChoice.None;
}
