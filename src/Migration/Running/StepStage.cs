namespace Migration.Running;

/// <summary>The part of a step that was at work.</summary>
public enum StepStage
{
    Precondition,
    Action,
    Proof,
    Undo,
}
