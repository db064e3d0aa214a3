using System.Text;

namespace ProxySwitch.Tables;

/// <summary>A place in a text file as an editor shows it: 1-based line and column, the column in characters.</summary>
internal readonly record struct TextPosition(int Line, int Column)
{
    public static TextPosition At(ReadOnlySpan<byte> utf8, long offset)
    {
        var before = utf8[..(int)Math.Clamp(offset, 0, utf8.Length)];
        var line = 1 + before.Count((byte)'\n');
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new(line, 1 + Encoding.UTF8.GetCharCount(before[lineStart..]));
    }

    public TableProblem Problem(string message, string code) => new(code, message, Line, Column);
}
