namespace Rehearsal.Display;

/// <summary>The latest live line of one LoadTests process; times in milliseconds.</summary>
internal sealed record LoadProgress(
    string Scenario,
    string State,
    string Phase,
    double ElapsedMs,
    double RemainingMs,
    long Requests,
    long Failed,
    long Writes,
    long WritesFailed,
    double WriteUnavailableMs);
