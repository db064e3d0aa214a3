using LoadTests.History;
using LoadTests.Reports;

namespace LoadTests.Tests.Reports;

public sealed class TimeSeriesTests
{
    [Fact]
    public void AWindow_HasWhatEndedInIt_AndQuietOnesAreThere()
    {
        var series = new TimeSeries();
        series.Add(Sample(1, 5, Outcome.Ok));
        series.Add(Sample(1, 7, Outcome.Reset));
        series.Add(Sample(9, 5, Outcome.Ok));
        series.Add(Sample(9, 5, Outcome.Cancelled));

        var slots = series.Slots(0, 9_000_000, TimeSpan.FromSeconds(2));

        Assert.Equal([2, 0, 0, 0, 1], slots.Select(slot => slot.Requests));
        Assert.Equal(1, slots[0].Failed);
        Assert.Equal(1, slots[0].Servers["api"]);
        Assert.Equal(2, series.Between(0, 2_000_000).Requests);
    }

    [Theory]
    [InlineData(50, 500)]
    [InlineData(95, 950)]
    [InlineData(99, 990)]
    [InlineData(100, 1000)]
    public void Percentiles_AreWithinFourPercent(double percentile, double exact)
    {
        var buckets = new LatencyBuckets();
        for (var i = 1; i <= 1000; i++)
        {
            buckets.Add(i);
        }

        Assert.InRange(buckets.At(percentile)!.Value, exact * 0.96, exact * 1.04);
    }

    [Fact]
    public void Extremes_FitIn()
    {
        var buckets = new LatencyBuckets();
        buckets.Add(0);
        buckets.Add(1e9);

        Assert.Equal(2, buckets.Total);
        Assert.Null(new LatencyBuckets().At(50));
    }

    private static Sample Sample(int second, double milliseconds, Outcome outcome) => new()
    {
        Intended = 0,
        Started = (second * 1_000_000L) - (long)(milliseconds * 1000),
        Ended = second * 1_000_000L,
        Group = "g",
        Request = "GET /health",
        Write = false,
        Status = outcome == Outcome.Ok ? 200 : 0,
        Outcome = outcome,
        Server = outcome == Outcome.Ok ? "api" : null,
        Phase = "run",
    };
}
