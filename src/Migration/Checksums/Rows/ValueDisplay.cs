using System.Globalization;
using System.Text;
using Migration.Checksums.Schemas;
using Migration.Checksums.Sides;

namespace Migration.Checksums.Rows;

/// <summary>Writes values for people: shortened, with what differs in view, bytes as 0x….</summary>
internal sealed class ValueDisplay(int length, bool omit)
{
    private const string Cut = "…";

    public ColumnDifference Difference(ComparedColumn column, CellValue source, CellValue target)
    {
        if (omit)
        {
            return new ColumnDifference(column.Name, null, null);
        }

        var (s, t) = (Text(column.Source, source.Shown), Text(column.Target, target.Shown));
        var from = Start(FirstDifference(s, t));
        return new ColumnDifference(column.Name, Show(s, source, from), Show(t, target, from));
    }

    /// <summary>A key is shown whole, whatever was asked: it is the row's name.</summary>
    public static string? Key(ColumnDefinition column, byte[] value)
    {
        var foreignText = column.FamilyOf == ColumnFamily.Text && !column.IsUtf8 && !Ascii.IsValid(value);
        return foreignText ? $"_{column.CharacterSet} 0x{Convert.ToHexString(value)}" : Text(column, value);
    }

    private static string? Text(ColumnDefinition column, byte[]? value) => value switch
    {
        null => null,
        _ when column.FamilyOf is ColumnFamily.Binary or ColumnFamily.LargeBinary => "0x" + Convert.ToHexString(value),
        _ => Encoding.UTF8.GetString(value),
    };

    private string? Show(string? text, CellValue value, int from)
    {
        if (text is null)
        {
            return null;
        }

        // The other value may be long where this one is short.
        var start = Whole(text, text.Length > length ? Math.Min(from, text.Length - (length / 2)) : 0);
        var end = Whole(text, Math.Min(start + length, text.Length));
        var shown = $"{(start > 0 ? Cut : "")}{text[start..end]}{(end < text.Length ? Cut : "")}";
        return value.Digest is not null && (end < text.Length || start > 0 || IsCutByServer(value))
            ? string.Create(CultureInfo.InvariantCulture, $"{shown} ({value.Length:N0} bytes, sha256 {value.Digest[..8]})")
            : shown;
    }

    private static bool IsCutByServer(CellValue value) => value.Shown!.Length < value.Length;

    /// <summary>Some of what comes before the difference, so that it can be found.</summary>
    private int Start(int difference) => difference < length ? 0 : difference - (length / 4);

    /// <summary>Never between the halves of a character.</summary>
    private static int Whole(string text, int index) => index > 0 && index < text.Length && char.IsLowSurrogate(text[index]) ? index - 1 : index;

    private static int FirstDifference(string? left, string? right) =>
        left is null || right is null ? 0 : left.AsSpan().CommonPrefixLength(right) is var prefix && prefix == Math.Max(left.Length, right.Length) ? 0 : prefix;
}
