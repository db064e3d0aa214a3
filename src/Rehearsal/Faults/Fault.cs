namespace Rehearsal.Faults;

/// <summary>Something that goes wrong on purpose, so that a team sees what the lab, and the team, does about it.</summary>
public enum Fault
{
    None,

    /// <summary>The target's server process is killed in the first cutover, when the source has stopped taking writes.</summary>
    KillTarget,

    /// <summary>A meeting's title is changed on the target behind replication's back, before the two servers are first compared.</summary>
    TamperRow,

    /// <summary>The old API instance is killed in the first deploy, while it still has all the clients and the new one is starting.</summary>
    KillOldInstance,

    /// <summary>The new API instance hangs in its cold start in the first deploy: it lives and is never ready.</summary>
    HangNewInstance,

    /// <summary>In the first upstream switch, right after the reload, the old edge's upstream file is forced to an address where nobody listens.</summary>
    DeadUpstream,

    /// <summary>The new edge is killed in the first DNS switch, when the record points to it.</summary>
    DeadEdge,
}
