namespace Migration.Running;

/// <summary>What became of one step.</summary>
/// <param name="Stage">Where it failed; null when it did not.</param>
/// <param name="Reason">Why it failed; null when it did not.</param>
public sealed record StepResult(
    string Name,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    StepOutcome Outcome,
    StepStage? Stage,
    string? Reason,
    IReadOnlyDictionary<string, object?> Facts);
