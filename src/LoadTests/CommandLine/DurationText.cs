using System.Globalization;
using System.Text.RegularExpressions;

namespace LoadTests.CommandLine;

/// <summary>Durations as operators write them: <c>24s</c>, <c>10m</c>, <c>1h30m</c>, <c>1500ms</c>.</summary>
internal static partial class DurationText
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Null when it is none, or not between one second and a day.</summary>
    public static TimeSpan? Parse(string? text)
    {
        var match = Shape().Match(text ?? "");
        if (!match.Success || match.Length == 0)
        {
            return null;
        }

        var milliseconds = Part("h") * 3_600_000 + Part("m") * 60_000 + Part("s") * 1000 + Part("ms");
        return milliseconds >= Shortest.TotalMilliseconds && milliseconds <= Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

        double Part(string unit) => match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"^((?<h>\d{1,6})h)?((?<m>\d{1,6})m(?!s))?((?<s>\d{1,6}(\.\d{1,3})?)s)?((?<ms>\d{1,9})ms)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
