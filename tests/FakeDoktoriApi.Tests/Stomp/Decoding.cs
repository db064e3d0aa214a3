using System.Text;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Tests.Stomp;

internal static class Decoding
{
    public static readonly StompLimits Limits = new(FrameBytes: 1_000, HeaderBytes: 400, Headers: 5);

    public static (List<StompFrame> Frames, StompProblem? Problem) All(this StompDecoder decoder, ReadOnlySpan<byte> bytes, int pieceBytes = int.MaxValue)
    {
        var frames = new List<StompFrame>();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(pieceBytes, bytes.Length)];
            bytes = bytes[piece.Length..];
            decoder.Append(piece);
            while (decoder.Read(out var frame) == DecodeStatus.Frame)
            {
                frames.Add(frame!);
            }
        }

        return (frames, decoder.Problem);
    }

    public static (List<StompFrame> Frames, StompProblem? Problem) All(string text, StompVersion version = StompVersion.V12, int pieceBytes = int.MaxValue) =>
        new StompDecoder(Limits) { Version = version }.All(Encoding.UTF8.GetBytes(text), pieceBytes);

    public static string Describe(StompFrame frame) =>
        $"{frame.Command}|{string.Join('|', frame.Headers.Select(header => $"{header.Key}={header.Value}"))}|{Convert.ToHexString(frame.Body.Span)}";
}
