namespace AppHost.Standing;

/// <summary>A MySQL server, as far as the buttons need to know it.</summary>
/// <param name="HoldsData">The application's database has tables here.</param>
/// <param name="Replica">Null when it is no replica.</param>
internal sealed record ServerStanding(bool HoldsData, ReplicaStanding? Replica);
