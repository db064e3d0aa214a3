using LoadTests.History;
using LoadTests.Preflight;

namespace LoadTests.Tests.Preflight;

public sealed class ClockCheckTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true, "agrees")]
    [InlineData(4, true, "4 s behind")]
    [InlineData(-5, true, "4 s ahead of")]
    [InlineData(20, false, "20 s behind")]
    [InlineData(-31, false, "30 s ahead of")]
    public void ToleratesAFewSeconds(int serverIsAhead, bool ok, string words)
    {
        var check = ClockCheck.Judge(new ProbeAnswer(Outcome.Http, 200) { Asked = Noon, Answered = Noon, Date = Noon.AddSeconds(serverIsAhead) });

        Assert.Equal(ok, check.Ok);
        Assert.Contains(words, check.Detail);
        Assert.Equal(!ok, check.Detail.Contains("timedatectl", StringComparison.Ordinal));
    }

    [Fact]
    public void ASlowAnswer_IsNoSkew() =>
        Assert.Contains("agrees", ClockCheck.Judge(new ProbeAnswer(Outcome.Http, 200) { Asked = Noon, Answered = Noon.AddSeconds(9), Date = Noon.AddSeconds(8) }).Detail);

    [Fact]
    public void ASilentServer_IsNotBlamed() => Assert.True(ClockCheck.Judge(new ProbeAnswer(Outcome.Http, 200)).Ok);
}
