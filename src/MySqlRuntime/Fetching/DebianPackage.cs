namespace MySqlRuntime.Fetching;

/// <summary>One package to fetch: its name and version, and the file it arrives as.</summary>
internal sealed record DebianPackage(string Name, string Version, string FileName, long Size);
