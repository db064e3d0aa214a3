namespace AppHost.CommandLine;

/// <summary>Stand the lab up and leave it to the user.</summary>
internal sealed record StandUpRequest(LabOptions Options) : LabRequest;
