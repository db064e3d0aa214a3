namespace LoadTests.History;

/// <summary>Recorded before the request leaves.</summary>
public sealed record WriteSent(string Key, long At) : LedgerEvent(Key, At);
