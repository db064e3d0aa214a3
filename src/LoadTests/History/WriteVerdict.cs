using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>What the database says about one write of the ledger.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WriteVerdict>))]
public enum WriteVerdict
{
    /// <summary>Acknowledged, one row.</summary>
    [JsonStringEnumMemberName("present")] Present,

    /// <summary>Acknowledged, no row.</summary>
    [JsonStringEnumMemberName("lost")] Lost,

    /// <summary>More than one row, whatever was answered.</summary>
    [JsonStringEnumMemberName("duplicated")] Duplicated,

    /// <summary>No answer, one row.</summary>
    [JsonStringEnumMemberName("recovered")] Recovered,

    /// <summary>No answer, no row.</summary>
    [JsonStringEnumMemberName("never_applied")] NeverApplied,

    /// <summary>Refused, and yet one row: a commit whose acknowledgement was lost behind the application.</summary>
    [JsonStringEnumMemberName("refused_but_present")] RefusedButPresent,

    /// <summary>Refused, no row: as answered.</summary>
    [JsonStringEnumMemberName("refused")] Refused,
}
