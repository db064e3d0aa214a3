namespace Migration.Running;

/// <summary>How one step ended.</summary>
public enum StepOutcome
{
    /// <summary>Not begun, because the run ended before it.</summary>
    NotReached,

    /// <summary>A part of a composition that had nothing to do; the reason says why.</summary>
    Skipped,

    /// <summary>Dry run: would be done.</summary>
    Planned,

    /// <summary>Done and proved.</summary>
    Done,

    /// <summary>Failed at the stage named in the result.</summary>
    Failed,

    /// <summary>Begun (done or failed), then undone.</summary>
    Undone,

    /// <summary>Begun, and its undo failed.</summary>
    UndoFailed,
}
