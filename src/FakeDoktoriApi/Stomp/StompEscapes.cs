using System.Text;

namespace FakeDoktoriApi.Stomp;

/// <summary>Header escapes: none in 1.0; <c>\n \c \\</c> in 1.1; <c>\r</c>, too, in 1.2. Any other is a protocol error.</summary>
internal static class StompEscapes
{
    public static string Escape(string text, StompVersion version)
    {
        if (version == StompVersion.V10 || text.AsSpan().IndexOfAny("\\\r\n:") < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append("\\\\"),
                '\n' => escaped.Append("\\n"),
                ':' => escaped.Append("\\c"),
                '\r' when version == StompVersion.V12 => escaped.Append("\\r"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <returns><c>null</c> for an escape that the version does not know.</returns>
    public static string? Unescape(string text, StompVersion version)
    {
        if (version == StompVersion.V10 || !text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            i++;
            char? meant = i == text.Length ? null : text[i] switch
            {
                '\\' => '\\',
                'n' => '\n',
                'c' => ':',
                'r' when version == StompVersion.V12 => '\r',
                _ => null,
            };
            if (meant is not { } c)
            {
                return null;
            }

            plain.Append(c);
        }

        return plain.ToString();
    }
}
