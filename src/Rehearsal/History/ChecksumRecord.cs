namespace Rehearsal.History;

/// <summary>One comparison of the two servers, an element of checksums.json.</summary>
/// <param name="Differences">Each difference named: table, key, columns. Empty when <paramref name="Equal"/>.</param>
public sealed record ChecksumRecord(
    long At,
    string Act,
    string Runbook,
    bool Equal,
    int Tables,
    long Rows,
    double Milliseconds,
    IReadOnlyList<string> Differences);
