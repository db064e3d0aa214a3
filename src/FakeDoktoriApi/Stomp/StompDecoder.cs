using System.Globalization;
using System.Text;

namespace FakeDoktoriApi.Stomp;

/// <summary>
/// Frames out of a stream of bytes that may be cut anywhere: a WebSocket message is no frame boundary, as in Spring's buffering decoder.
/// Holds at most one unfinished frame within the limits; every byte is looked at once. After a failure it stays failed.
/// <code>
/// between frames ──EOLs (heart-beats)──▶ command ──▶ header lines ──empty line──▶ body ──NUL──▶ between frames
/// </code>
/// </summary>
internal sealed class StompDecoder(StompLimits limits)
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<KeyValuePair<string, string>> _headers = [];
    private byte[] _buffer = new byte[1024];
    private int _start;
    private int _end;
    private int _looked;
    private string? _command;
    private bool _inBody;
    private int _frameStart;
    private int? _contentLength;

    /// <summary>Decides how header values are escaped. CONNECT is not escaped, so the version it negotiates is in time.</summary>
    public StompVersion Version { get; set; } = StompVersion.V12;

    public StompProblem? Problem { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _buffer.Length)
        {
            MakeRoom(bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    public DecodeStatus Read(out StompFrame? frame)
    {
        frame = null;
        if (Problem is null)
        {
            frame = ReadFrame();
        }

        return Problem is not null ? DecodeStatus.Failed : frame is not null ? DecodeStatus.Frame : DecodeStatus.NeedsMore;
    }

    private StompFrame? ReadFrame()
    {
        while (!_inBody && Problem is null)
        {
            if (ReadLine() is not { } line)
            {
                return null;
            }

            TakeLine(line);
        }

        return Problem is null ? ReadBody() : null;
    }

    // Without its end: LF, or CR LF.
    private string? ReadLine()
    {
        if (_command is null && _headers.Count == 0)
        {
            SkipHeartBeats();
        }

        var index = _buffer.AsSpan(_looked.._end).IndexOf((byte)'\n');
        var length = (index < 0 ? _end : _looked + index + 1) - _frameStart;
        if (length > Math.Min(limits.HeaderBytes, limits.FrameBytes))
        {
            Problem = StompProblem.TooLarge($"A frame's command and headers may have {limits.HeaderBytes} bytes.");
            return null;
        }

        if (index < 0)
        {
            _looked = _end;
            return null;
        }

        var line = _buffer.AsSpan(_start..(_looked + index));
        _start = _looked = _looked + index + 1;
        if (line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        return Text(line);
    }

    private void SkipHeartBeats()
    {
        while (_start < _end && _buffer[_start] is (byte)'\n' or (byte)'\r')
        {
            _start++;
        }

        _frameStart = _start;
        _looked = Math.Max(_looked, _start);
    }

    private string? Text(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)0))
        {
            Problem = StompProblem.Malformed("A frame ended within its headers: an empty line ends them.");
            return null;
        }

        try
        {
            return _strict.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            Problem = StompProblem.Malformed("A frame's command and headers are UTF-8.");
            return null;
        }
    }

    private void TakeLine(string line)
    {
        if (_command is null)
        {
            TakeCommand(line);
        }
        else if (line.Length > 0)
        {
            TakeHeader(line);
        }
        else
        {
            _inBody = true;
            TakeContentLength();
        }
    }

    private void TakeCommand(string line)
    {
        if (StompCommands.All.TryGetValue(line, out var command))
        {
            _command = command;
        }
        else
        {
            Problem = StompProblem.Malformed("A frame begins with a command of STOMP 1.2, in capitals.");
        }
    }

    private void TakeHeader(string line)
    {
        if (_headers.Count == limits.Headers)
        {
            Problem = StompProblem.TooLarge($"A frame may have {limits.Headers} headers.");
            return;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
        {
            Problem = StompProblem.Malformed("A header is name:value.");
            return;
        }

        var escapes = StompCommands.IsUnescaped(_command!) ? StompVersion.V10 : Version;
        var (name, value) = (StompEscapes.Unescape(line[..colon], escapes), StompEscapes.Unescape(line[(colon + 1)..], escapes));
        if (name is null || value is null)
        {
            Problem = StompProblem.Malformed($"A header has an escape that STOMP {Version.Text()} does not know.");
            return;
        }

        _headers.Add(new(name, value));
    }

    private void TakeContentLength()
    {
        if (_headers.FirstOrDefault(header => header.Key == "content-length").Value is not { } text)
        {
            return;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            Problem = text.Length > 0 && text.All(char.IsAsciiDigit) ? FrameTooLarge() : StompProblem.Malformed("content-length is a number of bytes.");
            return;
        }

        if (length >= limits.FrameBytes - (_start - _frameStart))
        {
            // Told at once: nobody need send it all first.
            Problem = FrameTooLarge();
            return;
        }

        _contentLength = length;
    }

    private StompFrame? ReadBody()
    {
        int length;
        if (_contentLength is { } announced)
        {
            if (_end - _start <= announced)
            {
                return null;
            }

            if (_buffer[_start + announced] != 0)
            {
                Problem = StompProblem.Malformed("A NUL ends the frame, right after the body of content-length bytes.");
                return null;
            }

            length = announced;
        }
        else
        {
            var index = _buffer.AsSpan(_looked.._end).IndexOf((byte)0);
            if ((index < 0 ? _end : _looked + index + 1) - _frameStart > limits.FrameBytes)
            {
                Problem = FrameTooLarge();
                return null;
            }

            if (index < 0)
            {
                _looked = _end;
                return null;
            }

            length = _looked + index - _start;
        }

        var frame = new StompFrame(_command!, [.. _headers], _buffer.AsSpan(_start, length).ToArray());
        _start = _looked = _frameStart = _start + length + 1;
        (_command, _inBody, _contentLength) = (null, false, null);
        _headers.Clear();
        return frame;
    }

    private StompProblem FrameTooLarge() => StompProblem.TooLarge($"A frame may have {limits.FrameBytes} bytes.");

    // Moves the unfinished frame to the front; its limits bound how large the buffer can get.
    private void MakeRoom(int more)
    {
        var kept = _end - _frameStart;
        var target = kept + more > _buffer.Length ? new byte[Math.Max(kept + more, Math.Min(_buffer.Length * 2, limits.FrameBytes))] : _buffer;
        _buffer.AsSpan(_frameStart, kept).CopyTo(target);
        _buffer = target;
        _start -= _frameStart;
        _looked -= _frameStart;
        _end = kept;
        _frameStart = 0;
    }
}
