namespace Rehearsal.History;

/// <summary>One line of rows.ndjson: how often a ledger key stands in a server's meetings after the last act.</summary>
public sealed record LedgerRow(string Server, string Key, int Copies);
