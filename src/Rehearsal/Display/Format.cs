using System.Globalization;

namespace Rehearsal.Display;

/// <summary>Times as people read them, the same on the screen and in reports.</summary>
internal static class Format
{
    public static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.0 s", CultureInfo.InvariantCulture);

    public static string Clock(TimeSpan span) => $"{(int)span.TotalMinutes:00}:{span.Seconds:00}";

    public static string Milliseconds(TimeSpan span) => Milliseconds(span.TotalMilliseconds);

    public static string Milliseconds(double milliseconds) => milliseconds switch
    {
        < 10 => milliseconds.ToString("0.0 ms", CultureInfo.InvariantCulture),
        < 10_000 => milliseconds.ToString("0 ms", CultureInfo.InvariantCulture),
        _ => Seconds(TimeSpan.FromMilliseconds(milliseconds)),
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
