namespace Migration.Checksums;

/// <summary>Where the comparison is. Totals are the optimizer's estimate until a table is done.</summary>
public sealed record ComparisonProgress(
    ComparisonPhase Phase, string? Table, int TablesDone, int TablesTotal, long RowsDone, long RowsTotal);
