using MySqlRuntime.Provisioning;

namespace Support;

/// <summary>A <see cref="MySqlPair"/> whose target starts and stops replication without RDS's three seconds of pauses: for tests that are not about timing.</summary>
public sealed class PromptMySqlPair : MySqlPair
{
    protected override RdsPauses Pauses => RdsPauses.None;
}
