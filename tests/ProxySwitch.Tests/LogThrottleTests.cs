using Microsoft.Extensions.Time.Testing;

namespace ProxySwitch.Tests;

public sealed class LogThrottleTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Passes_OnePerInterval_AndCountsTheRest()
    {
        var throttle = new LogThrottle(TimeSpan.FromSeconds(1), clock);

        Assert.True(throttle.TryPass(out var suppressed));
        Assert.Equal(0, suppressed);
        Assert.False(throttle.TryPass(out _));
        Assert.False(throttle.TryPass(out _));

        clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(throttle.TryPass(out _));

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(throttle.TryPass(out suppressed));
        Assert.Equal(3, suppressed);
    }
}
