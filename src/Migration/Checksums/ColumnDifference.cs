namespace Migration.Checksums;

/// <summary>Both values of one column, shortened around the first difference, binary as 0x…; null is SQL NULL (or omitted on request, see the report).</summary>
public sealed record ColumnDifference(string Column, string? Source, string? Target);
