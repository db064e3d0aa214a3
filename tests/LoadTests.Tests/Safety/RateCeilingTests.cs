using LoadTests.Safety;

namespace LoadTests.Tests.Safety;

public sealed class RateCeilingTests
{
    [Fact]
    public void BelowTheCeiling_NobodyWaits()
    {
        var ceiling = new RateCeiling(100);

        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(0, ceiling.Take(1_000_000 + (i * 10_000L))));
        Assert.Equal(0, ceiling.Delayed);
    }

    [Fact]
    public void AtTheCeiling_RequestsAreSpacedEvenly()
    {
        var ceiling = new RateCeiling(100);
        var sentAt = Enumerable.Range(0, 300).Select(_ => ceiling.Take(1_000_000)).ToList();

        // A tenth of a second's worth goes at once; the 300th leaves when three seconds less that are over.
        Assert.Equal(11, sentAt.Count(wait => wait == 0));
        Assert.Equal(2_890_000, sentAt[^1]);
        Assert.Equal(289, ceiling.Delayed);
    }

    [Fact]
    public void AQuietTime_IsNotSavedUp()
    {
        var ceiling = new RateCeiling(10);
        ceiling.Take(0);

        var sentAt = Enumerable.Range(0, 5).Select(_ => ceiling.Take(60_000_000)).ToList();

        Assert.Equal([0, 0, 100_000, 200_000, 300_000], sentAt);
    }
}
