using System.Globalization;

namespace LoadTests.Reports;

/// <summary>Numbers in the sentences operators quote: never better than measured.</summary>
internal static class Korean
{
    /// <summary>A share as a percentage, cut (not rounded) to two decimals: 0.99996 is 99.99.</summary>
    public static string Percent(double share) => (Math.Floor(share * 10_000) / 100).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds as seconds, rounded up to two decimals.</summary>
    public static string Seconds(double milliseconds) => (Math.Ceiling(milliseconds / 10) / 100).ToString("0.##", CultureInfo.InvariantCulture);
}
