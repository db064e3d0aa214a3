namespace LoadTests.History;

/// <summary>One edge as the clients of a run saw it.</summary>
/// <param name="Edge"><c>X-Edge-Id</c> of the answers, else the address they came from.</param>
/// <param name="Requests">Requests it answered.</param>
/// <param name="First">When its first answer was there, Unix microseconds.</param>
/// <param name="Last">When its last answer was there: after it, no client of this run was on this edge any more. Unix microseconds.</param>
/// <param name="OverTime">Answers per twentieth of the planned duration, by when they were there; what came after the end is in the last.</param>
public sealed record EdgeUse(string Edge, long Requests, long First, long Last, IReadOnlyList<long> OverTime);
