using LoadTests.Plans;

namespace LoadTests.Tests.Plans;

public sealed class PhaseClockTests
{
    private static readonly PhaseClock Clock = new([new("baseline", 0.2), new("migration", 0.8), new("verify", 1)], TimeSpan.FromSeconds(100));

    [Theory]
    [InlineData(0, "baseline")]
    [InlineData(19.999, "baseline")]
    [InlineData(20, "migration")]
    [InlineData(79.999, "migration")]
    [InlineData(80, "verify")]
    [InlineData(100, "verify")]
    [InlineData(150, "verify")]
    public void GoesByTheElapsedShare(double seconds, string expected) => Assert.Equal(expected, Clock.At(TimeSpan.FromSeconds(seconds)));
}
