using System.Text.Json.Serialization;

namespace LoadTests.History;

[JsonConverter(typeof(JsonStringEnumConverter<MetricKind>))]
public enum MetricKind
{
    /// <summary>Share of observations that were good, 0 to 1.</summary>
    [JsonStringEnumMemberName("rate")] Rate,

    /// <summary>Distribution of milliseconds.</summary>
    [JsonStringEnumMemberName("trend")] Trend,
    [JsonStringEnumMemberName("counter")] Counter,
    [JsonStringEnumMemberName("gauge")] Gauge,
}
