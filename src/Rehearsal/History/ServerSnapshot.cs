namespace Rehearsal.History;

/// <summary>One line of servers.ndjson: what a server said of itself at the edge of an act.</summary>
/// <param name="At">Unix microseconds.</param>
/// <param name="Moment">"before" or "after" the act.</param>
/// <param name="Server">The resource's name.</param>
/// <param name="AppCanWrite">Whether the application's account can change data there: neither read only nor fenced by its grants.</param>
/// <param name="Error">Why the server could not be asked; the other fields are then empty.</param>
public sealed record ServerSnapshot(
    long At,
    string Act,
    string Moment,
    string Server,
    string Uuid,
    string GtidExecuted,
    bool AppCanWrite,
    string? Error = null);
