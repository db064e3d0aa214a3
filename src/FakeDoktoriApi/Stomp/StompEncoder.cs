using System.Globalization;
using System.Text;

namespace FakeDoktoriApi.Stomp;

internal static class StompEncoder
{
    /// <summary>A heart-beat: an end of line between frames.</summary>
    public static readonly ReadOnlyMemory<byte> HeartBeat = "\n"u8.ToArray();

    /// <summary>The frame's bytes; a body gets its <c>content-length</c>, so that it may hold NULs.</summary>
    public static byte[] Encode(StompFrame frame, StompVersion version)
    {
        var head = new StringBuilder(256).Append(frame.Command).Append('\n');
        var escapes = StompCommands.IsUnescaped(frame.Command) ? StompVersion.V10 : version;
        foreach (var (name, value) in frame.Headers)
        {
            head.Append(StompEscapes.Escape(name, escapes)).Append(':').Append(StompEscapes.Escape(value, escapes)).Append('\n');
        }

        if (!frame.Body.IsEmpty)
        {
            head.Append(CultureInfo.InvariantCulture, $"content-length:{frame.Body.Length}\n");
        }

        var text = head.Append('\n').ToString();
        var headLength = Encoding.UTF8.GetByteCount(text);
        var bytes = new byte[headLength + frame.Body.Length + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        frame.Body.Span.CopyTo(bytes.AsSpan(headLength));
        return bytes;
    }
}
