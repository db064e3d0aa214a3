namespace AppHost.CommandLine;

/// <summary>Show the end of a resource's log.</summary>
/// <param name="Tail">Lines.</param>
/// <param name="Lab">Its id or the beginning of it; null is the newest.</param>
internal sealed record LogsRequest(string Resource, int Tail, string? Lab) : LabRequest;
