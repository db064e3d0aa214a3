using LoadTests.Checks;
using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class WriteObservationsTests
{
    [Fact]
    public void TheLiveNumber_IsTheLongestWindowOfTheWholeHistory()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var writes = new WriteObservations();
            var now = 0L;
            var live = 0.0;
            for (var i = 0; i < 400; i++)
            {
                now += random.Next(1_000, 500_000);
                var started = now - random.Next(0, 900_000);
                writes.Add(new WriteObservation(started, now, random.Next(12) == 0 ? WriteResult.Failed : WriteResult.Acknowledged));
                live = writes.LongestMs(now);
            }

            var longest = writes.Windows().Select(window => window.Open ? (now - window.From) / 1000.0 : window.Ms).DefaultIfEmpty(0).Max();
            Assert.Equal(longest, live, 0.001);
        }
    }

    [Fact]
    public void AnOpenWindowGrowsWithTheClock()
    {
        var writes = new WriteObservations();
        writes.Add(new WriteObservation(1_000, 2_000, WriteResult.Failed));

        Assert.Equal(9, writes.LongestMs(10_000));
        Assert.Equal(99, writes.LongestMs(100_000));
        Assert.Equal((1, 1), (writes.Count, writes.Failed));
    }
}
