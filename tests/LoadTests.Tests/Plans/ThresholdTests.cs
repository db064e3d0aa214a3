using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Tests.Plans;

public sealed class ThresholdTests
{
    private static readonly MetricPlan Total = MetricPlan.Trend("total");
    private static readonly MetricPlan Service = MetricPlan.Trend("service");
    private static readonly MetricSummary[] Measured =
    [
        new() { Name = "total", Kind = MetricKind.Trend, Count = 1, P95 = 6000 }, new() { Name = "service", Kind = MetricKind.Trend, Count = 1, P95 = 200 },
    ];

    [Fact]
    public void IsJudgedOnItsOwnMetric() =>
        Assert.Equal(new ThresholdResult("total", "p95 < 3000", 6000, false), new Threshold(Total, new("p95 < 3000")).Judge(Measured, ""));

    [Fact]
    public void OrOnAnother_AndSaysSo() => Assert.Equal(
        new ThresholdResult("total", "p95 < 3000", 200, true, "judged by service"),
        new Threshold(Total, new("p95 < 3000")) { JudgedOn = Service, Why = "judged by service" }.Judge(Measured, ""));

    [Fact]
    public void WhatWasNotMeasured_CannotBeJudged() =>
        Assert.Equal(new ThresholdResult("total", "p95 < 3000", null, null, "no room"), new Threshold(Total, new("p95 < 3000")).Judge([], "no room"));
}
