using LoadTests.CommandLine;

namespace LoadTests.Tests.CommandLine;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("24s", 24)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1m30s", 90)]
    [InlineData("1500ms", 1.5)]
    [InlineData("2.5s", 2.5)]
    [InlineData("24h", 86400)]
    public void Reads(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("24")]
    [InlineData("0s")]
    [InlineData("999ms")]
    [InlineData("25h")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("10s5m")]
    [InlineData("ten minutes")]
    [InlineData("99999999999s")]
    public void Refuses(string? text) => Assert.Null(DurationText.Parse(text));
}
