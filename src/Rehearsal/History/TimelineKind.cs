namespace Rehearsal.History;

public enum TimelineKind
{
    Act,
    Runbook,
    Step,
    Load,
    Settlement,

    /// <summary>Something that was made to go wrong.</summary>
    Fault,
}
