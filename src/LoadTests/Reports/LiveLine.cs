namespace LoadTests.Reports;

/// <summary>One line of <c>--live</c>.</summary>
internal sealed record LiveLine
{
    public string Type { get; } = "live";
    public required string Scenario { get; init; }
    public required long ElapsedMs { get; init; }
    public required long RemainingMs { get; init; }
    public required string Phase { get; init; }
    public required long Requests { get; init; }
    public required long Failed { get; init; }
    public required long Writes { get; init; }
    public required long WritesFailed { get; init; }

    /// <summary>The longest window so far, one that is still open included.</summary>
    public required double WriteUnavailableMs { get; init; }
    public required LiveState State { get; init; }
}
