namespace AppHost.CommandLine;

/// <summary>Stand the lab up, play the rehearsal, end with its verdict.</summary>
/// <param name="KeepsLab">The lab stays up after the verdict until Ctrl+C.</param>
internal sealed record RehearseRequest(LabOptions Options, bool KeepsLab) : LabRequest;
