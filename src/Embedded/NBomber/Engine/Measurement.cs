using HdrHistogram;
using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>Counts and latencies of one scenario or step, the good and the bad apart. Thread-safe.</summary>
internal sealed class Measurement
{
    private const double MicrosecondsPerMillisecond = 1000;
    private static readonly long LongestMicroseconds = (long)TimeSpan.FromHours(1).TotalMicroseconds;

    private readonly Lock gate = new();
    private readonly LongHistogram ok = NewHistogram();
    private readonly LongHistogram fail = NewHistogram();
    private long bytes;

    public int Failed
    {
        get
        {
            lock (gate)
            {
                return (int)fail.TotalCount;
            }
        }
    }

    public void Record(IResponse response, TimeSpan latency)
    {
        lock (gate)
        {
            var micros = Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds);
            (response.IsError ? fail : ok).RecordValue(micros);
            bytes += response.SizeBytes;
        }
    }

    public (MeasurementStats Ok, MeasurementStats Fail, long Bytes) Snapshot(TimeSpan duration)
    {
        lock (gate)
        {
            return (Stats(ok, duration), Stats(fail, duration), bytes);
        }
    }

    private static LongHistogram NewHistogram() => new(1, LongestMicroseconds, numberOfSignificantValueDigits: 3);

    private static MeasurementStats Stats(LongHistogram histogram, TimeSpan duration)
    {
        var count = (int)histogram.TotalCount;
        double At(double percentile) => count == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond;
        return new MeasurementStats
        {
            Request = new RequestStats { Count = count, RPS = duration > TimeSpan.Zero ? count / duration.TotalSeconds : 0 },
            Latency = new LatencyStats
            {
                MinMs = At(0),
                MeanMs = count == 0 ? 0 : histogram.GetMean() / MicrosecondsPerMillisecond,
                MaxMs = At(100),
                Percent50 = At(50),
                Percent75 = At(75),
                Percent95 = At(95),
                Percent99 = At(99),
                StdDev = count == 0 ? 0 : histogram.GetStdDeviation() / MicrosecondsPerMillisecond,
            },
        };
    }
}
