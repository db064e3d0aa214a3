using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>One metric at the end of a run: <see cref="Rate"/> for rates, percentiles for trends, <see cref="Value"/> for counters and gauges.</summary>
public sealed record MetricSummary
{
    public required string Name { get; init; }
    public required MetricKind Kind { get; init; }

    /// <summary>Number of observations; 0 means that nothing was measured.</summary>
    public required long Count { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Rate { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P50 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P95 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? P99 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Max { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Min { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Avg { get; init; }
}
