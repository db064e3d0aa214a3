using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>The result of one run of one scenario: <c>&lt;scenario&gt;-YYYYMMDD-HHMMSS.summary.json</c>.</summary>
public sealed record RunSummary
{
    public required string Scenario { get; init; }
    public required string RunId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EndedAt { get; init; }
    public required long DurationMs { get; init; }
    public required bool Aborted { get; init; }
    public required int ExitCode { get; init; }

    /// <summary>Why the exit code is neither 0 nor 99.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The base URL, without user info.</summary>
    public required string Target { get; init; }
    public required int Seed { get; init; }
    public required int VirtualUsers { get; init; }

    /// <summary>Load requests that were started; one sample each.</summary>
    public required long Requests { get; init; }
    public required long Failed { get; init; }

    /// <summary>Requests sent to renew the token while the load ran; not among <see cref="Requests"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RenewalRequests { get; init; }

    /// <summary>Requests sent after the load to settle the ledger; not among <see cref="Requests"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SettlementRequests { get; init; }

    /// <summary>Requests that the rate ceiling held back for a while.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long HeldBack { get; init; }

    /// <summary>Requests sent before the load to prove the token; not among <see cref="Requests"/>.</summary>
    public required long PreflightRequests { get; init; }
    public required IReadOnlyList<MetricSummary> Metrics { get; init; }
    public required IReadOnlyList<ThresholdResult> Thresholds { get; init; }
    public required IReadOnlyList<UnavailableWindow> WriteUnavailable { get; init; }
    public required LedgerSummary? Ledger { get; init; }

    /// <summary>When the load generator itself stood still.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OwnStall>? OwnStalls { get; init; }

    /// <summary>Requests under way while it did, and how many of those failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RequestsInOwnStalls { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long FailedInOwnStalls { get; init; }

    /// <summary>What was marked while it ran.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Annotation>? Annotations { get; init; }

    /// <summary>Which edge or address answered, how often and until when. Null unless an edge named itself or there were several addresses.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EdgeUse>? Edges { get; init; }

    /// <summary>Korean sentences whose numbers were measured and whose thresholds hold.</summary>
    public required IReadOnlyList<string> Quotes { get; init; }
}
