using System.Text;
using LoadTests.Traffic.Stomp;

namespace LoadTests.Tests.Traffic.Stomp;

public sealed class StompDecoderTests
{
    private readonly StompDecoder decoder = new();

    [Fact]
    public void ReadsWhatItWrote_EscapesIncluded()
    {
        var frame = StompFrame.Of("SEND", "본문", ("destination", "/app/a:b"), ("odd", "line\nend\\and\rreturn"));

        var read = Assert.Single(decoder.Take(frame.Encode()));

        Assert.Equal(("SEND", "본문"), (read.Command, read.Body));
        Assert.Equal(frame.Headers, read.Headers);
    }

    [Fact]
    public void TheFirstFrames_AreNotEscaped() =>
        Assert.Equal("CONNECT\nhost:a:b\n\n\0", Encoding.UTF8.GetString(StompFrame.Of("CONNECT", "", ("host", "a:b")).Encode()));

    [Fact]
    public void FramesMayBeCutAnywhere_AndBeats_AreNone()
    {
        var bytes = Encoding.UTF8.GetBytes("\n\nMESSAGE\r\na:b\r\n\r\nhé\0\n\r\nRECEIPT\nreceipt-id:1\n\n\0\n");
        var frames = new List<StompFrame>();
        foreach (var part in bytes)
        {
            frames.AddRange(decoder.Take([part]));
        }

        Assert.Equal(["MESSAGE", "RECEIPT"], frames.Select(frame => frame.Command));
        Assert.Equal(("b", "hé"), (frames[0].Header("a"), frames[0].Body));
    }

    [Fact]
    public void AContentLength_MayCoverNuls() =>
        Assert.Equal("a\0b", Assert.Single(Take("MESSAGE\ncontent-length:3\n\na\0b\0")).Body);

    [Fact]
    public void OfARepeatedHeader_TheFirstCounts() =>
        Assert.Equal("1", Assert.Single(Take("MESSAGE\nfoo:1\nfoo:2\n\n\0")).Header("foo"));

    [Theory]
    [InlineData("MESSAGE\nno colon\n\n\0")]
    [InlineData("MESSAGE\na:\\x\n\n\0")]
    [InlineData("MESSAGE\ncontent-length:x\n\n\0")]
    [InlineData("MESSAGE\ncontent-length:1\n\nab\0")]
    public void RefusesWhatIsNotStomp(string text) => Assert.Throws<StompException>(() => Take(text));

    [Fact]
    public void RefusesAFrameThatNeverEnds() =>
        Assert.Throws<StompException>(() => decoder.Take(new byte[StompDecoder.LargestFrame + 1].Select(_ => (byte)'a').ToArray()));

    [Fact]
    public void AFrameDoesNotPrintItsHeaders() =>
        Assert.DoesNotContain("secret", StompFrame.Of("CONNECT", "", ("Authorization", "secret")).ToString());

    private IReadOnlyList<StompFrame> Take(string text) => decoder.Take(Encoding.UTF8.GetBytes(text));
}
