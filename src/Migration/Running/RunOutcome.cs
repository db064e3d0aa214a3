namespace Migration.Running;

/// <summary>How a runbook ended.</summary>
public enum RunOutcome
{
    /// <summary>Every step was done and proved.</summary>
    Succeeded,

    /// <summary>Dry run: every precondition holds; nothing was touched.</summary>
    Planned,

    /// <summary>A precondition does not hold; nothing was touched.</summary>
    Refused,

    /// <summary>A step failed, and the run had changed nothing that needed undoing.</summary>
    Failed,

    /// <summary>The runbook's purpose was reached and proved and stands; a step after that failed. Or, of a composition: some parts were done and stand,
    /// then one failed. The reason says what is left to do.</summary>
    Incomplete,

    /// <summary>A step failed, and everything done before it was undone.</summary>
    Undone,

    /// <summary>The run was cancelled, and everything done before was undone.</summary>
    Cancelled,

    /// <summary>A step failed and the undo failed too: a person must look. The reason says what is known.</summary>
    UndoFailed,
}
