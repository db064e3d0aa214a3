namespace Migration.Running;

/// <summary>Points at which a process can die with different consequences.</summary>
internal enum StepPoint
{
    /// <summary>The intent is on disk; nothing has been done.</summary>
    Intended,

    /// <summary>The action was done; nothing is known of its proof.</summary>
    Acted,

    /// <summary>Proved, and the journal says so.</summary>
    Done,

    /// <summary>The intent to undo is on disk.</summary>
    UndoIntended,

    /// <summary>Undone, but the journal does not say so.</summary>
    Undone,
}
