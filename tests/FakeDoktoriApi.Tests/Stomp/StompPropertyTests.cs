using FakeDoktoriApi.Stomp;
using FsCheck;
using FsCheck.Fluent;

namespace FakeDoktoriApi.Tests.Stomp;

/// <summary>What must hold for any frame and for any bytes. A failure prints the case, made as small as it can be.</summary>
public sealed class StompPropertyTests
{
    private static readonly StompLimits _wide = new(1_000_000, 500_000, 1_000);

    [Fact]
    public void WhatIsEncoded_IsDecoded_WhereverItIsCut() => Prop.ForAll(
        (string[] texts, byte[] body, byte choice) =>
        {
            var (version, cut) = (choice % 2 == 0 ? StompVersion.V12 : StompVersion.V11, choice / 2);
            var headers = texts.Chunk(2).Select(pair => KeyValuePair.Create("h" + Clean(pair[0], version), Clean(pair[^1], version))).ToList();
            var frame = new StompFrame(StompCommands.Send, headers, body);
            var bytes = StompEncoder.Encode(frame, version);

            var (frames, problem) = new StompDecoder(_wide) { Version = version }.All([.. bytes, (byte)'\n', .. bytes], cut + 1);

            var expected = body.Length == 0 ? headers : [.. headers, new("content-length", $"{body.Length}")];
            return problem is null && frames.Count == 2 && frames.All(read => read.Headers.SequenceEqual(expected) && read.Body.Span.SequenceEqual(body));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyBytes_AreFramesOrAFault_TheSameWhereverTheyAreCut() => Prop.ForAll(
        (byte[] noise, byte[] choices, byte cut) =>
        {
            var bytes = Mix(noise, choices);
            var whole = new StompDecoder(Decoding.Limits).All(bytes);
            var pieces = new StompDecoder(Decoding.Limits).All(bytes, (cut % 7) + 1);

            return whole.Problem == pieces.Problem && whole.Frames.Select(Decoding.Describe).SequenceEqual(pieces.Frames.Select(Decoding.Describe));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void AnyHeartBeats_AreAgreedOn_AsTheSpecificationSays() => Prop.ForAll(
        (byte[] numbers) =>
        {
            if (numbers is not [var sx, var sy, var cx, var cy, ..])
            {
                return true;
            }

            var (send, expect) = new HeartBeat(sx, sy).Negotiate(new(cx, cy));
            return send.TotalMilliseconds == (sx == 0 || cy == 0 ? 0 : Math.Max(sx, cy))
                && expect.TotalMilliseconds == (cx == 0 || sy == 0 ? 0 : Math.Max(cx, sy));
        }).QuickCheckThrowOnFailure();

    // 1.1 cannot escape a carriage return; neither version can carry half a surrogate pair, UTF-8 has none.
    private static string Clean(string? text, StompVersion version) =>
        string.Concat((text ?? "").Where(c => !char.IsSurrogate(c) && (c != '\0') && (c != '\r' || version == StompVersion.V12)));

    // Noise alone would hardly ever get past the first line.
    private static byte[] Mix(byte[] noise, byte[] choices)
    {
        byte[][] parts = ["SEND\n"u8.ToArray(), "CONNECT\n"u8.ToArray(), "a:b\n"u8.ToArray(), "content-length:3\n"u8.ToArray(), "\n"u8.ToArray(), "\0"u8.ToArray(), "abc\0"u8.ToArray(), noise];
        return [.. choices.SelectMany(choice => parts[choice % parts.Length])];
    }
}
