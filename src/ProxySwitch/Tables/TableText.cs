using System.Text.Json;

namespace ProxySwitch.Tables;

/// <summary>What reading a table means whatever is in it: its size, the byte order mark, an empty file, and where JSON itself is wrong.</summary>
internal static class TableText
{
    public const int MaximumBytes = 64 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    /// <summary>Called with the text behind the byte order mark; positions count from there, as in an editor.</summary>
    public delegate (TTable? Table, TableProblem? Problem) Reader<TTable>(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json) where TTable : class;

    /// <param name="read">Reads the whole document; the end of it is checked here.</param>
    public static (TTable? Table, TableProblem? Problem) Parse<TTable>(ReadOnlySpan<byte> utf8, Reader<TTable> read) where TTable : class
    {
        if (utf8.Length > MaximumBytes)
        {
            return (null, new(TableProblemCodes.BadTable, $"the table is larger than {MaximumBytes} bytes"));
        }

        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            return (null, new(TableProblemCodes.BadTable, "the file is empty", 1, 1));
        }

        var json = new Utf8JsonReader(utf8);
        try
        {
            var (table, problem) = read(utf8, ref json);
            if (problem is null)
            {
                json.Read(); // anything after the closing brace is an error of its own
            }

            return (table, problem);
        }
        catch (JsonException exception)
        {
            return (null, Syntax(utf8, exception));
        }
        catch (InvalidOperationException)
        {
            // A string that is not valid UTF-8 or holds half a surrogate pair.
            return (null, Problem(utf8, json, "the text is not valid UTF-8"));
        }
    }

    /// <summary>An indented object that ends with a line end, as editors leave it.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>A problem at the token that the reader stands on.</summary>
    public static TableProblem Problem(ReadOnlySpan<byte> utf8, in Utf8JsonReader json, string message, string code = TableProblemCodes.BadTable) =>
        TextPosition.At(utf8, json.TokenStartIndex).Problem(message, code);

    private static TableProblem Syntax(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        // The reader appends " LineNumber: 0 | BytePositionInLine: 5." (0-based) to its message; we say it our way.
        var suffix = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = suffix < 0 ? exception.Message : exception.Message[..suffix];
        var line = (int)(exception.LineNumber ?? 0);
        var lineStart = 0;
        for (var i = 0; i < line; i++)
        {
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return TextPosition.At(utf8, lineStart + (exception.BytePositionInLine ?? 0)).Problem(message, TableProblemCodes.BadTable);
    }
}
