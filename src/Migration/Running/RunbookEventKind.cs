namespace Migration.Running;

/// <summary>What an event tells.</summary>
public enum RunbookEventKind
{
    RunStarted,
    GuardChecked,
    StepPlanned,

    /// <summary>A part of a composition has nothing to do.</summary>
    PartSkipped,
    StepStarted,

    /// <summary>Something worth telling while a step is at work (bytes loaded, lag, sessions killed).</summary>
    StepProgress,
    StepDone,
    StepFailed,

    /// <summary>From here on the way back needs the other server's writes carried over first.</summary>
    PointOfNoReturn,
    UndoStarted,
    UndoDone,
    UndoFailed,
    RunEnded,
}
