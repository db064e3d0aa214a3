namespace Migration.Checksums;

public sealed record KeyValue(string Column, string? Value);
