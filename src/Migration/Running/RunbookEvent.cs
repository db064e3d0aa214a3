namespace Migration.Running;

/// <summary>One thing that happened in a run, in order.</summary>
/// <param name="Step">The step or precondition; null for the run itself.</param>
public sealed record RunbookEvent(
    DateTimeOffset At,
    string RunId,
    string Runbook,
    string? Step,
    RunbookEventKind Kind,
    string Detail,
    IReadOnlyDictionary<string, object?> Facts);
