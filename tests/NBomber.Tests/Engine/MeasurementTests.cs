using NBomber.CSharp;
using NBomber.Engine;

namespace NBomber.Tests.Engine;

public sealed class MeasurementTests
{
    [Fact]
    public void PercentilesAreExactToThreeDigits()
    {
        var measurement = new Measurement();
        for (var i = 1; i <= 1000; i++)
        {
            measurement.Record(Response.Ok(), TimeSpan.FromMilliseconds(i));
        }

        var latency = measurement.Snapshot(TimeSpan.FromSeconds(10)).Ok.Latency;

        Assert.Equal(500, latency.Percent50, 0.5);
        Assert.Equal(750, latency.Percent75, 0.75);
        Assert.Equal(950, latency.Percent95, 0.95);
        Assert.Equal(990, latency.Percent99, 0.99);
        Assert.Equal(1, latency.MinMs, 0.001);
        Assert.Equal(1000, latency.MaxMs, 1.0);
        Assert.Equal(500.5, latency.MeanMs, 0.5);
    }

    [Fact]
    public void NothingMeasured_IsZero_NotAnError()
    {
        var (ok, fail, bytes) = new Measurement().Snapshot(TimeSpan.Zero);

        Assert.Equal(0, ok.Request.Count + fail.Request.Count + bytes);
        Assert.Equal(0, ok.Latency.Percent99);
    }

    [Fact]
    public void AResponseMayBringItsOwnLatency()
    {
        var measured = TimeSpan.FromMilliseconds(5);

        Assert.Equal(measured, Latency.Of(Response.Ok(), measured));
        Assert.Equal(TimeSpan.FromMilliseconds(70), Latency.Of(Response.Ok(latencyMs: 70), measured));
    }
}
