using LoadTests.Scenarios.WriteProbe;

namespace LoadTests.Tests.Scenarios;

public sealed class ProbePaceTests
{
    private const long Step = 10_000;

    [Fact]
    public void HandsOutOneMomentAnInterval_HoweverManyAsk()
    {
        var pace = new ProbePace(TimeSpan.FromMilliseconds(10));

        Assert.Equal([1_000, 11_000, 21_000, 31_000], Enumerable.Range(0, 4).Select(_ => pace.Take(1_000)));
        Assert.Equal(0, pace.Missed);
    }

    [Fact]
    public void MomentsThatPassedUnused_AreMissed_NotMadeUpFor()
    {
        var pace = new ProbePace(TimeSpan.FromMilliseconds(10));
        pace.Take(1_000);

        var next = pace.Take(1_000 + (30 * Step));

        Assert.Equal(1_000 + (29 * Step), next);
        Assert.Equal(28, pace.Missed);
        Assert.Equal(next + Step, pace.Take(1_000 + (30 * Step)));
    }
}
