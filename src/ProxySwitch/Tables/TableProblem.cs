using System.Globalization;

namespace ProxySwitch.Tables;

/// <summary>Why a table was refused, and where in its file (1-based, in characters) if it has a place.</summary>
internal sealed record TableProblem(string Code, string Message, int? Line = null, int? Column = null)
{
    /// <summary>The form compilers and nginx use, so that editors can jump to it.</summary>
    public string Located(string fileName) =>
        Line is null ? Message : string.Create(CultureInfo.InvariantCulture, $"{fileName}:{Line}:{Column}: {Message}");
}
