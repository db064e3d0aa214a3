namespace Rehearsal.Display;

internal sealed record StepProgress(string Runbook, string Name, ProgressState State, long StartedAt, long EndedAt, string Detail);
