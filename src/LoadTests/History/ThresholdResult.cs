using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>One threshold, judged.</summary>
/// <param name="Expression">As operators write it, for instance <c>p95 &lt; 500</c>.</param>
/// <param name="Value">What was measured; null when nothing was.</param>
/// <param name="Ok">Null when it could not be judged, <paramref name="Reason"/> says why.</param>
public sealed record ThresholdResult(
    string Metric,
    string Expression,
    double? Value,
    bool? Ok,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
