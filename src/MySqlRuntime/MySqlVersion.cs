using System.Globalization;
using System.Text.RegularExpressions;

namespace MySqlRuntime;

/// <summary>A MySQL version such as 8.0.36. Statements, column names and options are chosen by it.</summary>
public readonly partial record struct MySqlVersion(int Major, int Minor, int Patch) : IComparable<MySqlVersion>
{
    /// <summary>The oldest server the lab works with: GTIDs, roles and the data dictionary as RDS 8.0 has them.</summary>
    public static readonly MySqlVersion Oldest = new(8, 0, 0);

    /// <summary>Reads <c>@@version</c> or a package version, ignoring what follows the third number (<c>8.0.36-0ubuntu0.22.04.1</c>).</summary>
    public static bool TryParse(string? text, out MySqlVersion version)
    {
        var match = Numbers().Match(text ?? "");
        version = match.Success ? new MySqlVersion(Number(match, 1), Number(match, 2), Number(match, 3)) : default;
        return match.Success;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text does not begin with three numbers.</exception>
    public static MySqlVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a MySQL version.");

    public bool IsAtLeast(int major, int minor, int patch = 0) => CompareTo(new MySqlVersion(major, minor, patch)) >= 0;

    public int CompareTo(MySqlVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public static bool operator <(MySqlVersion left, MySqlVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(MySqlVersion left, MySqlVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(MySqlVersion left, MySqlVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MySqlVersion left, MySqlVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(\d{1,4})\.(\d{1,4})\.(\d{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
