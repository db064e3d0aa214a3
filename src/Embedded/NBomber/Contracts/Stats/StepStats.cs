namespace NBomber.Contracts.Stats;

/// <summary>One step of a scenario.</summary>
public sealed record StepStats
{
    public required string StepName { get; init; }
    public required MeasurementStats Ok { get; init; }
    public required MeasurementStats Fail { get; init; }
}
