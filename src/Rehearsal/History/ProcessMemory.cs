namespace Rehearsal.History;

/// <summary>One line of resources.ndjson: the memory of one of our own processes at the end of an act.</summary>
/// <param name="PeakMiB">The largest resident set since the process started (VmHWM).</param>
public sealed record ProcessMemory(long At, string Act, string Process, int Pid, double ResidentMiB, double PeakMiB);
