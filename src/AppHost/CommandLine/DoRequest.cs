namespace AppHost.CommandLine;

/// <summary>Press a command of a running lab.</summary>
/// <param name="Lab">Its id or the beginning of it; null is the newest.</param>
internal sealed record DoRequest(string Resource, string Command, string? Lab) : LabRequest;
