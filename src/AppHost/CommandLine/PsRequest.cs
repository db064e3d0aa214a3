namespace AppHost.CommandLine;

/// <summary>Show the resources of a running lab.</summary>
/// <param name="Lab">Its id or the beginning of it; null is the newest.</param>
internal sealed record PsRequest(string? Lab) : LabRequest;
