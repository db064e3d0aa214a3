namespace AppHost.CommandLine;

/// <summary>What the command line asks for.</summary>
internal abstract record LabRequest;
