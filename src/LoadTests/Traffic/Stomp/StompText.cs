using System.Text;

namespace LoadTests.Traffic.Stomp;

/// <summary>Header text as STOMP 1.2 escapes it: carriage return, line feed, colon and backslash.</summary>
internal static class StompText
{
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace(":", "\\c", StringComparison.Ordinal);

    /// <exception cref="StompException">An escape that STOMP 1.2 does not have.</exception>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : (++i < text.Length ? text[i] : '\0') switch
            {
                '\\' => '\\',
                'r' => '\r',
                'n' => '\n',
                'c' => ':',
                _ => throw new StompException("a header has an escape that STOMP 1.2 does not have"),
            });
        }

        return plain.ToString();
    }
}
