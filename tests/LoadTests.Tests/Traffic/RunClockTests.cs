using LoadTests.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Traffic;

public sealed class RunClockTests
{
    [Fact]
    public void IsUnixMicroseconds_AndMovesWithTheMonotonicClock()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(5));
        var clock = new RunClock(time);

        Assert.Equal(5_000_000, clock.Now);
        time.Advance(TimeSpan.FromMilliseconds(1.5));
        Assert.Equal(5_001_500, clock.Now);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(5001.5), RunClock.ToTime(clock.Now));
    }
}
