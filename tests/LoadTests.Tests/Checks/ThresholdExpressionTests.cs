using LoadTests.Checks;
using LoadTests.History;

namespace LoadTests.Tests.Checks;

public sealed class ThresholdExpressionTests
{
    [Theory]
    [InlineData("> 0.99", 0.991, true)]
    [InlineData("> 0.99", 0.99, false)]
    [InlineData(">= 0.99", 0.99, true)]
    [InlineData("< 0.5", 0.5, false)]
    [InlineData("<= 0.5", 0.5, true)]
    [InlineData("== 1", 1, true)]
    [InlineData("==0", 0.0001, false)]
    public void JudgesARate(string expression, double rate, bool ok)
    {
        var result = new ThresholdExpression(expression).Evaluate("m", new MetricSummary { Name = "m", Kind = MetricKind.Rate, Count = 10, Rate = rate });

        Assert.Equal(ok, result.Ok);
        Assert.Equal(rate, result.Value);
    }

    [Theory]
    [InlineData("p50 < 500", 100)]
    [InlineData("p95 < 500", 200)]
    [InlineData("p99 < 500", 300)]
    [InlineData("max < 500", 400)]
    [InlineData("min < 500", 10)]
    [InlineData("avg < 500", 50)]
    public void JudgesATrendByTheNamedAggregate(string expression, double expected)
    {
        var trend = new MetricSummary { Name = "t", Kind = MetricKind.Trend, Count = 5, P50 = 100, P95 = 200, P99 = 300, Max = 400, Min = 10, Avg = 50 };

        Assert.Equal(expected, new ThresholdExpression(expression).Evaluate("t", trend).Value);
    }

    [Fact]
    public void ACounterThatNeverCounted_IsZero() =>
        Assert.True(new ThresholdExpression("< 5").Evaluate("c", new MetricSummary { Name = "c", Kind = MetricKind.Counter, Count = 0, Value = 0 }).Ok);

    [Fact]
    public void ARateWithoutObservations_DoesNotHold()
    {
        var result = new ThresholdExpression("> 0").Evaluate("r", new MetricSummary { Name = "r", Kind = MetricKind.Rate, Count = 0 });

        Assert.False(result.Ok);
        Assert.NotNull(result.Reason);
    }

    [Fact]
    public void AMetricThatCouldNotBeMeasured_IsNotJudged()
    {
        var result = new ThresholdExpression("== 0").Evaluate("lost", measured: null, "no database was given");

        Assert.Null(result.Ok);
        Assert.Equal("no database was given", result.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.99")]
    [InlineData("p97 < 3")]
    [InlineData("> many")]
    [InlineData("=> 1")]
    [InlineData("p95 < 500 ms")]
    public void RefusesWhatIsNotAThreshold(string text) => Assert.Throws<FormatException>(() => new ThresholdExpression(text));

    [Fact]
    public void ATrendNeedsAnAggregate() => Assert.Throws<FormatException>(
        () => new ThresholdExpression("< 5").Evaluate("t", new MetricSummary { Name = "t", Kind = MetricKind.Trend, Count = 1, P95 = 1 }));
}
