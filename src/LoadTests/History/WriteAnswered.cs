using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>What came back. A key that was sent and never answered is <see cref="WriteOutcome.Unknown"/>, too.</summary>
/// <param name="Status">HTTP status, 0 when no answer came.</param>
public sealed record WriteAnswered(string Key, long At, WriteOutcome Outcome, int Status) : LedgerEvent(Key, At)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MeetingId { get; init; }
}
