namespace Rehearsal.Plans;

/// <summary>What an act does to the migration; checks choose the acts they judge by it.</summary>
public enum ActKind
{
    /// <summary>Copies the data and sets up replication, or brings about what the next phase stands on; no user traffic.</summary>
    Provision,

    /// <summary>Moves the writer forward, source to target, under load.</summary>
    CutOver,

    /// <summary>Moves the writer back, target to source, under load.</summary>
    RollBack,

    /// <summary>Compares the two servers.</summary>
    Compare,

    /// <summary>Moves requests forward: to a new version, a new upstream, a new edge. Nobody may notice.</summary>
    MoveTraffic,

    /// <summary>Moves requests back. Nobody may notice.</summary>
    MoveTrafficBack,

    /// <summary>From the completed migration back to where it began: edge, services, database.</summary>
    RollBackAll,
}
