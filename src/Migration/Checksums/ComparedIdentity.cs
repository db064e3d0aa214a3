namespace Migration.Checksums;

/// <summary>Which server really answered.</summary>
public sealed record ComparedIdentity(string Name, string ServerUuid, string Version);
