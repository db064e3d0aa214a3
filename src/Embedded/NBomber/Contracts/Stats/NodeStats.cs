namespace NBomber.Contracts.Stats;

/// <summary>A session at its end.</summary>
public sealed record NodeStats
{
    public required ScenarioStats[] ScenarioStats { get; init; }
    public required int AllRequestCount { get; init; }
    public required int AllOkCount { get; init; }
    public required int AllFailCount { get; init; }
    public required long AllBytes { get; init; }
    public required TimeSpan Duration { get; init; }
}
