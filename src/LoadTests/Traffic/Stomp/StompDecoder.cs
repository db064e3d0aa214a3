using System.Globalization;
using System.Text;

namespace LoadTests.Traffic.Stomp;

/// <summary>
/// Frames out of received bytes, however these are cut: a WebSocket message may hold several frames, half of one, or only
/// line ends between frames, which are heart-beats.
/// </summary>
internal sealed class StompDecoder
{
    /// <summary>Bytes. No frame of the chat comes near it.</summary>
    public const int LargestFrame = 256 * 1024;

    private byte[] buffered = [];

    /// <returns>The frames that are whole now.</returns>
    /// <exception cref="StompException">The bytes are no STOMP 1.2.</exception>
    public IReadOnlyList<StompFrame> Take(ReadOnlySpan<byte> received)
    {
        buffered = [.. buffered, .. received];
        var frames = new List<StompFrame>();
        var rest = buffered.AsSpan();
        while (TryTakeOne(ref rest, out var frame))
        {
            frames.Add(frame);
        }

        if (rest.Length > LargestFrame)
        {
            throw new StompException($"a frame is longer than {LargestFrame} bytes");
        }

        buffered = rest.ToArray();
        return frames;
    }

    private static bool TryTakeOne(ref Span<byte> rest, out StompFrame frame)
    {
        frame = null!;
        rest = rest.TrimStart("\r\n"u8);
        var headEnd = HeadEnd(rest, out var bodyStart);
        if (headEnd < 0)
        {
            return false;
        }

        var lines = Encoding.UTF8.GetString(rest[..headEnd]).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var escaped = lines[0] != "CONNECTED";
        var headers = lines.Skip(1).Select(line => HeaderOf(line, escaped)).ToList();
        var announced = headers.Find(header => header.Key == "content-length").Value;
        var body = rest[bodyStart..];
        var length = announced is null ? body.IndexOf((byte)0) : LengthOf(announced);
        if (length < 0 || length >= body.Length)
        {
            return false;
        }

        if (body[length] != 0)
        {
            throw new StompException("a frame does not end where its content-length says");
        }

        frame = new StompFrame(lines[0], headers, Encoding.UTF8.GetString(body[..length]));
        rest = body[(length + 1)..];
        return true;
    }

    private static int HeadEnd(ReadOnlySpan<byte> bytes, out int bodyStart)
    {
        var plain = bytes.IndexOf("\n\n"u8);
        var carriage = bytes.IndexOf("\n\r\n"u8);
        var end = plain < 0 ? carriage : carriage < 0 ? plain : Math.Min(plain, carriage);
        bodyStart = end + (end >= 0 && end == carriage ? 3 : 2);
        return end;
    }

    private static KeyValuePair<string, string> HeaderOf(string line, bool escaped)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            throw new StompException("a header line has no name");
        }

        var (name, value) = (line[..colon], line[(colon + 1)..]);
        return escaped ? KeyValuePair.Create(StompText.Unescape(name), StompText.Unescape(value)) : KeyValuePair.Create(name, value);
    }

    private static int LengthOf(string announced) =>
        int.TryParse(announced, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= LargestFrame
            ? length
            : throw new StompException("a content-length is not a number of bytes that could be");
}
