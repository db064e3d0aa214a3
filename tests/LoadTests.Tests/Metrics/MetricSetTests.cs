using System.Diagnostics.Metrics;
using LoadTests.History;
using LoadTests.Metrics;
using LoadTests.Plans;

namespace LoadTests.Tests.Metrics;

public sealed class MetricSetTests
{
    private static readonly MetricPlan Success = MetricPlan.Rate("test_success");
    private static readonly MetricPlan Latency = MetricPlan.Trend("test_latency");
    private static readonly MetricPlan SinceIntended = MetricPlan.Trend("test_latency" + CommonMetrics.SinceIntendedSuffix);
    private static readonly MetricPlan Errors = MetricPlan.Counter("test_errors");
    private static readonly MetricPlan Downtime = MetricPlan.Gauge("test_downtime_ms");

    [Fact]
    public void Aggregates()
    {
        using var metrics = NewSet();
        metrics.Add(Success, good: true);
        metrics.Add(Success, good: true);
        metrics.Add(Success, good: false);
        metrics.Record(Latency, serviceMs: 5, sinceIntendedMs: 500);
        metrics.Count(Errors);
        metrics.Count(Errors, by: 4);
        metrics.SetToMax(Downtime, 7);
        metrics.SetToMax(Downtime, 3);

        var summaries = metrics.Summaries().ToDictionary(summary => summary.Name);

        Assert.Equal(2 / 3.0, summaries["test_success"].Rate);
        Assert.Equal(3, summaries["test_success"].Count);
        Assert.Equal(5, summaries["test_latency"].Max);
        Assert.Equal(500, summaries[SinceIntended.Name].Avg);
        Assert.Equal(5, summaries["test_errors"].Value);
        Assert.Equal(7, summaries["test_downtime_ms"].Value);
    }

    [Fact]
    public void WhatWasNeverObserved_HasNoNumber_ExceptACounter()
    {
        using var metrics = NewSet();

        Assert.All(metrics.Summaries(), summary => Assert.Equal(0, summary.Count));
        Assert.All(metrics.Summaries().Where(summary => summary.Kind != MetricKind.Counter), summary => Assert.Null(summary.Rate ?? summary.P95 ?? summary.Value));
        Assert.Equal(0, metrics.Summaries().Single(summary => summary.Kind == MetricKind.Counter).Value);
    }

    [Fact]
    public void TheInstrumentsSayTheSame()
    {
        var heard = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, enabling) =>
        {
            if (instrument.Meter.Name == MetricSet.MeterName && instrument.Name.StartsWith("test_", StringComparison.Ordinal))
            {
                enabling.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => heard[instrument.Name] = heard.GetValueOrDefault(instrument.Name) + value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => heard[instrument.Name] = value);
        listener.Start();
        using var metrics = NewSet();

        metrics.Add(Success, good: true);
        metrics.Add(Success, good: false);
        metrics.Count(Errors, by: 3);
        metrics.Record(Latency, 12.5, 13);
        metrics.Set(Downtime, 8);
        listener.RecordObservableInstruments();

        Assert.Equal(2, heard["test_success"]);
        Assert.Equal(3, heard["test_errors"]);
        Assert.Equal(12.5, heard["test_latency"]);
        Assert.Equal(8, heard["test_downtime_ms"]);
    }

    [Fact]
    public void AMetricThePlanDoesNotHave_IsABug()
    {
        using var metrics = NewSet();

        Assert.Throws<InvalidOperationException>(() => metrics.Count(MetricPlan.Counter("other")));
        Assert.Throws<InvalidOperationException>(() => metrics.Count(MetricPlan.Counter("test_success")));
    }

    [Fact]
    public void TrendPercentiles_AreExactToThreeDigits()
    {
        var trend = new Trend();
        foreach (var ms in Enumerable.Range(1, 10_000).OrderBy(ms => (ms * 7919L) % 10_007))
        {
            trend.Record(ms / 10.0);
        }

        var summary = trend.Summary("t");

        Assert.Equal(500, summary.P50!.Value, 0.5);
        Assert.Equal(950, summary.P95!.Value, 1.0);
        Assert.Equal(990, summary.P99!.Value, 1.0);
        Assert.Equal(0.1, summary.Min!.Value);
        Assert.Equal(1000, summary.Max!.Value);
        Assert.Equal(500.05, summary.Avg!.Value, 0.001);
    }

    private static MetricSet NewSet() => new([Success, Latency, SinceIntended, Errors, Downtime]);
}
