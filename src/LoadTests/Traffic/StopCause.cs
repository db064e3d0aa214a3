namespace LoadTests.Traffic;

/// <summary>Why a run ended before its time, other than by a signal.</summary>
internal sealed record StopCause(int ExitCode, string Reason);
