namespace Rehearsal.Faults;

/// <summary>Something that goes wrong on purpose, so that a team sees what the lab, and the team, does about it.</summary>
public enum Fault
{
    None,

    /// <summary>The target's server process is killed in the first cutover, when the source has stopped taking writes.</summary>
    KillTarget,

    /// <summary>A meeting's title is changed on the target behind replication's back, before the two servers are first compared.</summary>
    TamperRow,
}
