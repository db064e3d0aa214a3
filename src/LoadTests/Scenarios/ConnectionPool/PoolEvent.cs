namespace LoadTests.Scenarios.ConnectionPool;

/// <summary>An outage was recognised, or it is over.</summary>
/// <param name="Ms">Milliseconds since the first failed request was sent.</param>
internal sealed record PoolEvent(bool Recovered, double Ms);
