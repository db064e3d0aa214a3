namespace Rehearsal.Plans;

/// <summary>What an act does to the migration; checks choose the acts they judge by it.</summary>
public enum ActKind
{
    /// <summary>Copies the data and sets up replication; no user traffic yet.</summary>
    Provision,

    /// <summary>Moves the writer forward, source to target, under load.</summary>
    CutOver,

    /// <summary>Moves the writer back, target to source, under load.</summary>
    RollBack,

    /// <summary>Compares the two servers.</summary>
    Compare,
}
