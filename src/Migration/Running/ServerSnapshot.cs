namespace Migration.Running;

/// <summary>One server at one moment.</summary>
/// <param name="Problem">Why it could not be looked at; null when it could.</param>
/// <param name="OpenToApp">It takes the application's writes; null when that is not known.</param>
/// <param name="Replication">One sentence; null when it is no replica.</param>
public sealed record ServerSnapshot(string Name, string? Problem, string? Version, string? Uuid, bool? OpenToApp, string? Replication, string? ExecutedGtids, int? AppSessions);
