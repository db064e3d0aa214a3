namespace AppHost.Standing;

/// <summary>A server's replication, as it is set up.</summary>
/// <param name="Runs">Both of its threads do.</param>
/// <param name="DelaySeconds"><c>SOURCE_DELAY</c>: by how much it stays behind on purpose.</param>
internal sealed record ReplicaStanding(bool Runs, int DelaySeconds);
