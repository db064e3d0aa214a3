namespace LoadTests.Configuration;

/// <summary>What the environment says about the target, read once and valid as a whole.</summary>
internal sealed record TargetSettings
{
    /// <summary>Ends in <c>/api</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>One per user; never printed. Empty when no group signs in.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }
    public required int TestMeetingId { get; init; }

    /// <summary>Secret. Null: nothing to settle the ledger against.</summary>
    public required string? Database { get; init; }

    /// <summary>Records print their members; this one has secrets.</summary>
    public override string ToString() => $"{BaseUrl} with {Tokens.Count} token(s){(Database is null ? "" : " and a database")}";
}
