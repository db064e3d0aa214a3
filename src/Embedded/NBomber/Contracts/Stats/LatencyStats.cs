namespace NBomber.Contracts.Stats;

/// <summary>Milliseconds, to three significant digits; all 0 when nothing was measured.</summary>
public sealed record LatencyStats
{
    public required double MinMs { get; init; }
    public required double MeanMs { get; init; }
    public required double MaxMs { get; init; }
    public required double Percent50 { get; init; }
    public required double Percent75 { get; init; }
    public required double Percent95 { get; init; }
    public required double Percent99 { get; init; }
    public required double StdDev { get; init; }
}
