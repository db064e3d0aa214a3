namespace MySqlRuntime.Provisioning;

/// <summary>Whether the procedures that start and stop replication take their time, as RDS's do (a second before, two after).</summary>
public enum RdsPauses
{
    /// <summary>For rehearsals: what costs three seconds there must cost them here.</summary>
    AsOnRds,

    /// <summary>For tests of something else.</summary>
    None,
}
