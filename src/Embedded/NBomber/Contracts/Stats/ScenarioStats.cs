namespace NBomber.Contracts.Stats;

/// <summary>One scenario at the end of a session. An iteration that was cut off by the end is in no count.</summary>
public sealed record ScenarioStats
{
    public required string ScenarioName { get; init; }
    public required MeasurementStats Ok { get; init; }
    public required MeasurementStats Fail { get; init; }
    public required StepStats[] StepStats { get; init; }
    public required int AllRequestCount { get; init; }
    public required int AllOkCount { get; init; }
    public required int AllFailCount { get; init; }
    public required long AllBytes { get; init; }
    public required TimeSpan Duration { get; init; }
}
