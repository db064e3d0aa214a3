namespace MySqlRuntime.Fetching;

/// <summary>Which packages make a MySQL, and where Debian has them.</summary>
internal static class DebianMySql
{
    public const string ServerPackage = "mysql-server-core";

    public const string ClientPackage = "mysql-client-core";

    /// <summary>The stable suites carry MariaDB only.</summary>
    public const string Suite = "unstable";

    /// <summary>Debian's public default, used when the machine's own sources name no mirror.</summary>
    public const string DefaultMirror = "http://deb.debian.org/debian";

    /// <summary>Download and unpacked size with room to spare (measured: 56 MB and 330 MB).</summary>
    public const long DiskBytes = 600_000_000;

    /// <summary>The helper scripts need perl, the programs do not: it stays out.</summary>
    public static bool IsNeeded(string package) =>
        !package.StartsWith("perl", StringComparison.Ordinal) && !package.StartsWith("libperl", StringComparison.Ordinal);
}
