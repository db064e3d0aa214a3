namespace NBomber.Contracts.Stats;

/// <summary>The good or the bad half of what was measured.</summary>
public sealed record MeasurementStats
{
    public required RequestStats Request { get; init; }
    public required LatencyStats Latency { get; init; }
}
