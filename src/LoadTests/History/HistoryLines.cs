namespace LoadTests.History;

/// <summary>The lines of one file.</summary>
/// <param name="Torn">The last line was cut off, as a killed writer leaves it; it is not among the items.</param>
public sealed record HistoryLines<T>(IReadOnlyList<T> Items, bool Torn);
