namespace Migration.Running;

/// <summary>What became of a run: everything a report needs.</summary>
/// <param name="FailedStep">The step (or, when refused, the first precondition) at fault; null when none was.</param>
/// <param name="Reason">One or more sentences for a person; null when all went well.</param>
/// <param name="Facts">What the run measured, by <see cref="FactNames"/>.</param>
public sealed record RunbookResult(
    string RunId,
    string Runbook,
    RunOutcome Outcome,
    string? FailedStep,
    string? Reason,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    IReadOnlyList<GuardResult> Guards,
    IReadOnlyList<StepResult> Steps,
    IReadOnlyDictionary<string, object?> Facts)
{
    /// <summary>True for the two outcomes in which everything asked for was done.</summary>
    public bool IsSuccess => Outcome is RunOutcome.Succeeded or RunOutcome.Planned;
}
