using HdrHistogram;
using LoadTests.History;

namespace LoadTests.Metrics;

/// <summary>A distribution of milliseconds: exact count, extremes and mean, percentiles to three significant digits. Thread-safe.</summary>
internal sealed class Trend
{
    private const double MicrosecondsPerMillisecond = 1000;
    private static readonly long Longest = (long)TimeSpan.FromHours(1).TotalMicroseconds;

    private readonly Lock gate = new();
    private readonly LongHistogram histogram = new(1, Longest, numberOfSignificantValueDigits: 3);
    private double sum;
    private double min = double.PositiveInfinity;
    private double max = double.NegativeInfinity;

    public void Record(double milliseconds)
    {
        lock (gate)
        {
            histogram.RecordValue(Math.Clamp((long)(milliseconds * MicrosecondsPerMillisecond), 1, Longest));
            sum += milliseconds;
            min = Math.Min(min, milliseconds);
            max = Math.Max(max, milliseconds);
        }
    }

    public MetricSummary Summary(string name)
    {
        lock (gate)
        {
            var count = histogram.TotalCount;
            if (count == 0)
            {
                return new MetricSummary { Name = name, Kind = MetricKind.Trend, Count = 0 };
            }

            return new MetricSummary
            {
                Name = name,
                Kind = MetricKind.Trend,
                Count = count,
                P50 = At(50),
                P95 = At(95),
                P99 = At(99),
                Max = max,
                Min = min,
                Avg = sum / count,
            };
        }
    }

    private double At(double percentile) => histogram.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond;
}
