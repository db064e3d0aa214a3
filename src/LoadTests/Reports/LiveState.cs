using System.Text.Json.Serialization;

namespace LoadTests.Reports;

[JsonConverter(typeof(JsonStringEnumConverter<LiveState>))]
internal enum LiveState
{
    [JsonStringEnumMemberName("starting")] Starting,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("settling")] Settling,
    [JsonStringEnumMemberName("done")] Done,
}
