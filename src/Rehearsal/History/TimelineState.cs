namespace Rehearsal.History;

public enum TimelineState
{
    Started,

    /// <summary>A fact seen on the way; changes nothing.</summary>
    Noted,
    Succeeded,

    /// <summary>A precondition did not hold; nothing was changed.</summary>
    Refused,
    Failed,
    Undone,
    UndoFailed,
    Cancelled,
}
