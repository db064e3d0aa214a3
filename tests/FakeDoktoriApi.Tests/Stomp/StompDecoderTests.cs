using System.Text;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Tests.Stomp;

public sealed class StompDecoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Reads_FramesCutAnywhere_AndJoined_WithHeartBeatsBetween(int pieceBytes)
    {
        var (frames, problem) = Decoding.All(
            "\n\r\nCONNECT\r\naccept-version:1.2\r\n\r\n\0\n\nSEND\ndestination:/a\ncontent-length:3\n\na\0b\0SEND\ndestination:/b\n\n한글\0\n", pieceBytes: pieceBytes);

        Assert.Null(problem);
        Assert.Equal(
            ["CONNECT|accept-version=1.2|", "SEND|destination=/a|content-length=3|610062", $"SEND|destination=/b|{Convert.ToHexString("한글"u8)}"],
            frames.Select(Decoding.Describe));
    }

    [Fact]
    public void FirstOfRepeatedHeaders_Counts() =>
        Assert.Equal("1", Assert.Single(Decoding.All("SEND\na:1\na:2\n\n\0").Frames)["a"]);

    [Fact]
    public void Value_MayHoldColons_AndSpaces_AndBeEmpty()
    {
        var frame = Assert.Single(Decoding.All("SEND\na: b:c \nd:\n\n\0").Frames);

        Assert.Equal((" b:c ", ""), (frame["a"], frame["d"]));
    }

    [Theory]
    [InlineData("1.2", @"x\c\n\r\\y", "x:\n\r\\y")]
    [InlineData("1.1", @"x\c\n\\y", "x:\n\\y")]
    [InlineData("1.0", @"x\c\n\t", @"x\c\n\t")]
    public void Escapes_AreThoseOfTheVersion(string version, string written, string meant) =>
        Assert.Equal(meant, Assert.Single(Decoding.All($"SEND\na:{written}\n\n\0", StompVersions.Negotiate(version)!.Value).Frames)["a"]);

    [Fact]
    public void Connect_IsNeverEscaped() =>
        Assert.Equal(@"a\tb\", Assert.Single(Decoding.All("CONNECT\npasscode:a\\tb\\\n\n\0").Frames)["passcode"]);

    [Theory]
    [InlineData("HELLO\n\n\0", "command")]
    [InlineData("send\n\n\0", "command")]
    [InlineData("GET / HTTP/1.1\r\n", "command")]
    [InlineData("SEND\nno colon\n\n\0", "name:value")]
    [InlineData("SEND\n:nameless\n\n\0", "name:value")]
    [InlineData("SEND\na:\\t\n\n\0", "escape")]
    [InlineData("SEND\na:\\\n\n\0", "escape")]
    [InlineData("SEND\0\n", "NUL|headers")]
    [InlineData("SEND\na:b\0\n\n\0", "headers")]
    [InlineData("SEND\ncontent-length:-1\n\n\0", "content-length")]
    [InlineData("SEND\ncontent-length:x\n\n\0", "content-length")]
    [InlineData("SEND\ncontent-length:\n\n\0", "content-length")]
    [InlineData("SEND\ncontent-length:2\n\nabc\0", "NUL")]
    public void Rejects_WhatIsNoFrame(string text, string named)
    {
        var (frames, problem) = Decoding.All(text);

        Assert.Empty(frames);
        Assert.Equal(StompFault.Malformed, problem!.Fault);
        Assert.Contains(named.Split('|'), word => problem.Message.Contains(word, StringComparison.Ordinal));
    }

    [Fact]
    public void Rejects_HeadersThatAreNotUtf8() =>
        Assert.Equal(StompFault.Malformed, new StompDecoder(Decoding.Limits).All([.. "SEND\na:"u8, 0xC3, 0x28, (byte)'\n']).Problem!.Fault);

    [Fact]
    public void Rejects_TooLargeFrames_BeforeTheyAreThere()
    {
        string[] texts =
        [
            new('A', 500), "SEND\n" + new string('a', 500), "SEND\na:1\nb:2\nc:3\nd:4\ne:5\nf:6\n\n\0", "SEND\ncontent-length:1000\n\n",
            "SEND\ncontent-length:99999999999999999999\n\n", "SEND\n\n" + new string('x', 1_000),
        ];

        Assert.All(texts, text => Assert.Equal(StompFault.TooLarge, Decoding.All(text, pieceBytes: 10).Problem?.Fault));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Takes_TheLargestFrame_AndNotAByteMore(bool announced)
    {
        var fits = Frame(1_000, announced);

        Assert.Single(new StompDecoder(Decoding.Limits).All(fits, 100).Frames);
        Assert.Equal(StompFault.TooLarge, new StompDecoder(Decoding.Limits).All(Frame(1_001, announced), 100).Problem?.Fault);
    }

    [Fact]
    public void AfterAFailure_NothingIsReadAnyMore()
    {
        var decoder = new StompDecoder(Decoding.Limits);

        Assert.NotNull(decoder.All("NONSENSE\n"u8).Problem);
        Assert.Empty(decoder.All("SEND\n\n\0"u8).Frames);
    }

    private static byte[] Frame(int bytes, bool announced)
    {
        var head = "SEND\n" + (announced ? $"content-length:{bytes - 26}\n" : "") + "\n";
        return Encoding.ASCII.GetBytes(head + new string('x', bytes - head.Length - 1) + "\0");
    }
}
