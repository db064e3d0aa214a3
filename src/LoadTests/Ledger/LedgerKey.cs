using System.Globalization;
using System.Text.RegularExpressions;

namespace LoadTests.Ledger;

/// <summary>
/// A write's key and the mark by which its row is found: <c>[lab &lt;run&gt;-w000017] 책모임</c>.
/// The letter before the number names the scenario, so that two scenarios given one run id do not share keys.
/// </summary>
internal static partial class LedgerKey
{
    /// <summary>A title holds 50 characters.</summary>
    public const int LongestRunId = 30;

    private const string Open = "[lab ";
    private const string Close = "]";
    private const string Words = " 책모임";

    public static string For(string runId, char scenario, int number) => string.Create(CultureInfo.InvariantCulture, $"{runId}-{scenario}{number:D6}");

    public static string Title(string key) => Open + key + Close + Words;

    /// <summary>Every title of a run begins so.</summary>
    public static string TitlePrefix(string runId, char scenario) => $"{Open}{runId}-{scenario}";

    /// <summary>The key in a title, null when there is none.</summary>
    public static string? InTitle(string title)
    {
        if (!title.StartsWith(Open, StringComparison.Ordinal))
        {
            return null;
        }

        var end = title.IndexOf(Close, Open.Length, StringComparison.Ordinal);
        return end < 0 ? null : title[Open.Length..end];
    }

    /// <summary>Whether a key is of that run, and not of one whose id only begins alike.</summary>
    public static bool IsOf(string key, string runId) => key.LastIndexOf('-') == runId.Length && key.StartsWith(runId, StringComparison.Ordinal);

    public static bool IsRunId(string text) => RunId().IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex RunId();
}
