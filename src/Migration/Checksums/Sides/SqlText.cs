using System.Text;

namespace Migration.Checksums.Sides;

internal static class SqlText
{
    /// <summary>Text as a literal that holds whatever the mode of the session, because it has no character that could be escaped.</summary>
    public static string Literal(string text) => $"_utf8mb4 {Hex(Encoding.UTF8.GetBytes(text))}";

    /// <summary>0x needs at least one digit, X'' does not.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => $"X'{Convert.ToHexString(bytes)}'";

    /// <summary>What a comment may hold without ending it or being read as a hint.</summary>
    public static string Comment(string text) => string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or ':'));
}
