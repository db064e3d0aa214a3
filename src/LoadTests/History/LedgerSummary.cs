using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>The ledger of a run in numbers. The verdict counts are null until the ledger was settled against a database.</summary>
public sealed record LedgerSummary
{
    public required long Sent { get; init; }
    public required long Acknowledged { get; init; }
    public required long Refused { get; init; }
    public required long Unknown { get; init; }
    public required bool Settled { get; init; }

    /// <summary>What it was settled against: <c>sql</c> or <c>api</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SettledBy { get; init; }

    /// <summary>Why it was not settled.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
    public long? Present { get; init; }
    public long? Lost { get; init; }
    public long? Duplicated { get; init; }
    public long? Recovered { get; init; }
    public long? NeverApplied { get; init; }
    public long? RefusedButPresent { get; init; }
}
