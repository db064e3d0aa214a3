namespace Rehearsal.History;

/// <summary>One line of timeline.ndjson.</summary>
/// <param name="At">Unix microseconds.</param>
/// <param name="Runbook">The runbook, for runbook and step events.</param>
/// <param name="Name">The act, runbook, step, load or fault.</param>
/// <param name="Detail">The reason of a failure, or a remark.</param>
/// <param name="Facts">What was seen: GTID sets, lag, session counts, milliseconds.</param>
public sealed record TimelineEvent(
    long At,
    TimelineKind Kind,
    string Act,
    string? Runbook,
    string Name,
    TimelineState State,
    string? Detail = null,
    IReadOnlyDictionary<string, string>? Facts = null);
