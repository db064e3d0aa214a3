namespace AppHost.CommandLine;

/// <summary>Judge a recorded run again.</summary>
internal sealed record JudgeRequest(string RunFolder) : LabRequest;
