using System.Globalization;

namespace Migration.CommandLine;

/// <summary>Durations as people write them: 500ms, 5s, 2m, 1h.</summary>
internal static class Duration
{
    public static TimeSpan? TryParse(string text)
    {
        var trimmed = text.Trim();
        var unit = trimmed.TrimStart("0123456789.".ToCharArray());
        return double.TryParse(trimmed[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number < 1e9
            ? unit switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => null,
            }
            : null;
    }
}
