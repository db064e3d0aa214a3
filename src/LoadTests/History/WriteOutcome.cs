using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>What the client may conclude about a write from its answer alone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WriteOutcome>))]
public enum WriteOutcome
{
    /// <summary>Acknowledged: the row must be there.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>The application answered no: the row should not be there.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>No answer, or only a gateway's: either is possible, only the database knows.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,
}
