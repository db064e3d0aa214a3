namespace NBomber.Contracts;

/// <summary>The scenario copy that runs.</summary>
public sealed record ScenarioInfo
{
    /// <summary>Unique among the copies of all scenarios.</summary>
    public required string InstanceId { get; init; }

    /// <summary>0-based, stable while the copy lives.</summary>
    public required int InstanceNumber { get; init; }
    public required string ScenarioName { get; init; }
    public required TimeSpan ScenarioDuration { get; init; }
    public required ScenarioOperation ScenarioOperation { get; init; }
}
