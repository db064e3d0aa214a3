using LoadTests.Reports;

namespace LoadTests.Tests.Reports;

public sealed class KoreanTests
{
    [Theory]
    [InlineData(1, "100")]
    [InlineData(0.99996, "99.99")]
    [InlineData(0.995, "99.5")]
    [InlineData(0, "0")]
    public void APercentageIsCut_NeverRoundedUp(double share, string expected) => Assert.Equal(expected, Korean.Percent(share));

    [Theory]
    [InlineData(181.2, "0.19")]
    [InlineData(1000, "1")]
    [InlineData(0, "0")]
    public void SecondsAreRoundedUp(double ms, string expected) => Assert.Equal(expected, Korean.Seconds(ms));
}
