namespace Migration.Running;

/// <summary>Where clients are sent.</summary>
/// <param name="UnfinishedRuns">Runs that <c>recover</c> should pick up.</param>
public sealed record TrafficSnapshot(IReadOnlyList<TrafficLine> Lines, IReadOnlyList<string> UnfinishedRuns);
