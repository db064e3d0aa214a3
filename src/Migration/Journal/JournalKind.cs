namespace Migration.Journal;

/// <summary>What a journal line says.</summary>
internal enum JournalKind
{
    RunStarted,

    /// <summary>All preconditions, with their verdicts.</summary>
    GuardsChecked,

    /// <summary>Written (and on disk) before a step acts: the step may have happened from here on.</summary>
    StepIntent,
    StepDone,
    StepFailed,

    /// <summary>Written (and on disk) before a step is undone.</summary>
    UndoIntent,
    UndoDone,
    UndoFailed,

    /// <summary>The run is over: nothing is left to recover unless its outcome is UndoFailed.</summary>
    RunEnded,
}
