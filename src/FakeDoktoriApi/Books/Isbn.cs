using System.Globalization;
using System.Text.RegularExpressions;

namespace FakeDoktoriApi.Books;

/// <summary>What POST /meetings accepts as <c>isbn</c>: 10 or 13 characters, or, as Kakao's search gives it, the short one, a blank and the long one.</summary>
internal static partial class Isbn
{
    public static bool IsAcceptable(string text) => Shape().IsMatch(text);

    /// <summary>The thirteen digits that identify the book in the table.</summary>
    public static string To13(string acceptable)
    {
        var last = acceptable[(acceptable.LastIndexOf(' ') + 1)..];
        return last.Length == 13 ? last : WithCheckDigit13("978" + last[..9]);
    }

    public static string WithCheckDigit13(string twelveDigits)
    {
        var sum = 0;
        for (var i = 0; i < 12; i++)
        {
            sum += (twelveDigits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        }

        return twelveDigits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }

    public static string WithCheckDigit10(string nineDigits)
    {
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (nineDigits[i] - '0') * (10 - i);
        }

        var check = (11 - (sum % 11)) % 11;
        return nineDigits + (check == 10 ? "X" : check.ToString(CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^([0-9]{9}[0-9Xx]|[0-9]{13})( [0-9]{13})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
