namespace LoadTests.History;

/// <summary>What the database said after the run.</summary>
public sealed record WriteSettled(string Key, long At, WriteVerdict Verdict) : LedgerEvent(Key, At);
