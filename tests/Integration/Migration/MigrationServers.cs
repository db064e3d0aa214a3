using MySqlRuntime.Provisioning;
using Support;

namespace Integration.Migration;

/// <summary>Two servers for the runbook tests; their procedures do not pause, for most tests start and stop replication.</summary>
public sealed class MigrationServers : MySqlPair
{
    protected override RdsPauses Pauses => RdsPauses.None;
}
