using System.Text.RegularExpressions;

namespace MySqlRuntime.Locating;

/// <summary>
/// What <c>mysqld --version</c> says: <c>mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)</c>,
/// or <c>mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)</c>.
/// </summary>
internal sealed partial record ServerBanner(string Text, MySqlVersion Version, bool IsMariaDb)
{
    /// <summary>Null when the text is not a server's banner.</summary>
    public static ServerBanner? Parse(string text)
    {
        var match = Ver().Match(text);
        return match.Success && MySqlVersion.TryParse(match.Groups[1].Value, out var version)
            ? new ServerBanner(text.Trim(), version, text.Contains("mariadb", StringComparison.OrdinalIgnoreCase))
            : null;
    }

    [GeneratedRegex(@"\bVer\s+(\d+\.\d+\.\d+\S*)", RegexOptions.CultureInvariant)]
    private static partial Regex Ver();
}
