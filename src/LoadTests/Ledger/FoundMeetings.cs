namespace LoadTests.Ledger;

/// <summary>What a search showed.</summary>
/// <param name="Rows">In the order of their ids.</param>
/// <param name="OnePage">Everything came on one page, so nothing can have been missed between two.</param>
/// <param name="CutShort">Why the pages were not read to the last; null when they were.</param>
internal sealed record FoundMeetings(IReadOnlyList<(long Id, string Key)> Rows, bool OnePage, string? CutShort);
