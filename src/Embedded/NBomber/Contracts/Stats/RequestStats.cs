namespace NBomber.Contracts.Stats;

/// <summary>How many, and how many a second.</summary>
public sealed record RequestStats
{
    public required int Count { get; init; }
    public required double RPS { get; init; }
}
